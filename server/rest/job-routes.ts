import { z } from '@hono/zod-openapi'
import { calendarOptions, originalCalendarOptions } from '../../schema/calendar-options.ts'
import { calendarJobCountsWire } from '../../schema/wire/calendar-job-counts.ts'
import {
  cancelCalendarJob,
  countCalendarJobs,
  createCalendarJob,
  getAttempts,
  getCalendarJob,
  listCalendarJobs,
  retryCalendarJob,
} from '../operations/calendar-jobs.ts'
import { type AddRoute, goneAnswer, jsonOf, uuidParams } from './routes.ts'
import { acceptedWire, attemptWire, jobWire, toAcceptedWire, toAttemptWire, toJobWire } from './job-wire.ts'
import { readKey, taskKeyHeaders } from './key-header.ts'
import { jobsQuery, setNextLink } from './list-query.ts'
import { parseWith, readJson } from './parse.ts'

export function addJobRoutes(route: AddRoute): void {
  route('createCalendarJob', 'post', '/todos/ical', 'Create a task that generates a calendar file', {
    headers: taskKeyHeaders,
    body: calendarOptions,
    bodyRequired: false,
    answers: {
      202: [
        'Accepted. Without options, the file is in the original format of this API',
        jsonOf(acceptedWire),
      ],
      409: ['The key was used with other options, or as many tasks wait as can'],
    },
  }).handle(async c => {
    const key = readKey(c)
    const body = await readJson(c)
    const parsed = parseWith(calendarOptions, body === undefined ? {} : body)
    const options = Object.keys(Object(body)).length === 0 ? originalCalendarOptions : parsed
    return c.json(toAcceptedWire(c.get('ctx'), await createCalendarJob(c.get('ctx'), options, key)), 202)
  })

  route('calendarJobs', 'get', '/todos/ical', 'List the tasks, newest first', {
    query: jobsQuery,
    answers: { 200: ['A page of tasks; `Link` has the URL of the next page', jsonOf(z.array(jobWire))] },
  }).handle(async c => {
    const { state, limit: first, cursor: after } = parseWith(jobsQuery, c.req.query())
    const { rows, next } = await listCalendarJobs(c.get('ctx'), { state, first, after })
    setNextLink(c, next)
    return c.json(rows.map(job => toJobWire(c.get('ctx'), job)))
  })

  route('calendarJobCounts', 'get', '/todos/ical/counts', 'Count the tasks', {
    answers: { 200: ['The number of tasks in each state, and in total', jsonOf(calendarJobCountsWire)] },
  }).handle(async c => c.json(await countCalendarJobs(c.get('ctx'))))

  route('calendarJob', 'get', '/todos/ical/:id/status', 'Get the status and progress of a task', {
    params: uuidParams,
    answers: { 200: ['The task', jsonOf(jobWire)], ...goneAnswer },
  }).handle(async c => c.json(toJobWire(c.get('ctx'), await getCalendarJob(c.get('ctx'), c.req.param('id')))))

  route('calendarJobAttempts', 'get', '/todos/ical/:id/attempts', "List a task's attempts", {
    params: uuidParams,
    answers: { 200: ['The attempts, oldest first', jsonOf(z.array(attemptWire))], ...goneAnswer },
  }).handle(async c => c.json((await getAttempts(c.get('ctx'), c.req.param('id'))).map(toAttemptWire)))

  route('cancelCalendarJob', 'delete', '/todos/ical/:id', 'Cancel a task', {
    params: uuidParams,
    answers: { 200: ['The cancelled task', jsonOf(jobWire)], 409: ['The task is finished'], ...goneAnswer },
  }).handle(async c =>
    c.json(toJobWire(c.get('ctx'), await cancelCalendarJob(c.get('ctx'), c.req.param('id')))),
  )

  route(
    'retryCalendarJob',
    'post',
    '/todos/ical/:id/retry',
    'Create a new task in place of a failed or cancelled one',
    {
      params: uuidParams,
      headers: taskKeyHeaders,
      answers: {
        202: ['The new task', jsonOf(acceptedWire)],
        409: [
          'The task neither failed nor was cancelled, the key was used with other options, or as many tasks wait as can',
        ],
        ...goneAnswer,
      },
    },
  ).handle(async c => {
    const job = await retryCalendarJob(c.get('ctx'), c.req.param('id'), readKey(c))
    return c.json(toAcceptedWire(c.get('ctx'), job), 202)
  })
}
