import { z } from '@hono/zod-openapi'
import { calendarPreviewInput } from '../../schema/calendar-preview.ts'
import { calendarPreviewWire } from '../../schema/wire/calendar-preview.ts'
import { previewCalendar } from '../operations/calendar-preview.ts'
import { type AddRoute, jsonOf } from './routes.ts'
import { skippedWire, toSkippedWire } from './job-wire.ts'
import { parseWith, readJson } from './parse.ts'

/** As a feed has them. */
const previewBody = z.strictObject({
  options: calendarPreviewInput.shape.input,
  window: calendarPreviewInput.shape.window,
})

const previewWire = calendarPreviewWire.extend({ skipped: skippedWire }).openapi('CalendarPreview')

export function addPreviewRoute(route: AddRoute): void {
  route('calendarPreview', 'post', '/todos/ical/preview', 'Count what a calendar would contain', {
    body: previewBody,
    bodyRequired: false,
    answers: { 200: ['What a file with these options would contain, or a feed today', jsonOf(previewWire)] },
  }).handle(async c => {
    const { options, window } = parseWith(previewBody, (await readJson(c)) ?? {})
    const { skipped, ...counts } = await previewCalendar(c.get('ctx'), { input: options, window })
    return c.json({ ...counts, skipped: toSkippedWire(skipped) })
  })
}
