import { z } from 'zod'
import { feedWindow } from './calendar-feed.ts'
import type { Skipped } from './calendar-job.ts'
import { calendarOptions } from './calendar-options.ts'

/** What a calendar with these options would contain; of a feed with this window, what it contains today. */
export const calendarPreviewInput = z.strictObject({
  input: calendarOptions.prefault({}),
  window: feedWindow.nullish().transform(window => window ?? null),
})

export type CalendarPreviewInput = z.output<typeof calendarPreviewInput>

/** `todos` are those in the scope: each is in the calendar, or in `skipped` for the first reason that applies. */
export type CalendarPreview = { todos: number; events: number; tasks: number; skipped: Skipped }
