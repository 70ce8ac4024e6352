import type { CalendarJobCounts } from '../../schema/calendar-job-counts.ts'
import { type CalendarPreview, calendarPreviewInput } from '../../schema/calendar-preview.ts'
import { countCalendarJobs, getCalendarJob, listCalendarJobs } from '../operations/calendar-jobs.ts'
import { previewCalendar } from '../operations/calendar-preview.ts'
import { jobListInput } from '../operations/list-inputs.ts'
import { builder } from './builder.ts'
import { limitPages, pageArgs, toConnection } from './connection.ts'
import { feedWindowInput } from './feed-input.ts'
import { calendarJobInput } from './job-input.ts'
import { jobConnection, jobId, jobState, jobType, skippedType } from './job-types.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

const countsType = builder.objectRef<CalendarJobCounts>('CalendarJobCounts').implement({
  description: 'The number of calendar jobs in each state.',
  fields: t => ({
    total: t.exposeInt('total', { description: 'Jobs in any state.' }),
    pending: t.exposeInt('pending', { description: 'Jobs in PENDING.' }),
    started: t.exposeInt('started', { description: 'Jobs in STARTED.' }),
    retry: t.exposeInt('retry', { description: 'Jobs in RETRY.' }),
    success: t.exposeInt('success', { description: 'Jobs in SUCCESS.' }),
    failure: t.exposeInt('failure', { description: 'Jobs in FAILURE.' }),
    revoked: t.exposeInt('revoked', { description: 'Jobs in REVOKED.' }),
  }),
})

const previewType = builder.objectRef<CalendarPreview>('CalendarPreview').implement({
  description: 'What a calendar would contain.',
  fields: t => ({
    todos: t.exposeInt('todos', {
      description:
        'The todos in its scope. Each is in the calendar, or in `skipped` for the first reason that applies.',
    }),
    events: t.exposeInt('events', { description: 'The events (VEVENT).' }),
    tasks: t.exposeInt('tasks', { description: 'The tasks (VTODO).' }),
    skipped: t.expose('skipped', {
      type: skippedType,
      description: 'The numbers of todos that would not be in it.',
    }),
  }),
})

builder.queryFields(t => ({
  calendarPreview: t.field({
    type: previewType,
    description: 'Counts what a file with these options would contain, or a feed today.',
    args: {
      input: t.arg({
        type: calendarJobInput,
        description: 'The options of the calendar. Default: all defaults.',
      }),
      window: t.arg({ type: feedWindowInput, description: 'The window of the feed. Default: none.' }),
    },
    resolve: (_, { input, window }, context) =>
      previewCalendar(
        context,
        parseInput(calendarPreviewInput, { input: withoutNulls(input ?? {}), window }),
      ),
  }),
  calendarJobs: t.field({
    type: jobConnection,
    description: 'A page of the calendar jobs, newest first.',
    args: { ...pageArgs, state: t.arg({ type: jobState, description: 'Only jobs in this state.' }) },
    async resolve(_, args, context) {
      const input = parseInput(jobListInput, withoutNulls(args))
      limitPages(context, input)
      return toConnection(await listCalendarJobs(context, input), input)
    },
  }),
  calendarJob: t.field({
    type: jobType,
    description: 'A calendar job; NOT_FOUND when there is none with this id.',
    nullable: true,
    args: jobId,
    resolve: (_, { id }, context) => getCalendarJob(context, id),
  }),
  calendarJobCounts: t.field({
    type: countsType,
    description: 'The number of calendar jobs in each state.',
    resolve: (_, _args, context) => countCalendarJobs(context),
  }),
}))
