import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { askGraphql, type Action, expectStatus, pick, type SoakContext } from './action.ts'

const rememberedJobs = 200
const maxHesitationMs = 2_000
const jobs = '/api/v1/todos/ical'

export const jobActions: Action[] = [
  { name: 'create a calendar', share: 7, act: createCalendar },
  { name: 'cancel and retry', share: 3, act: cancelAndRetry },
  { name: 'read jobs', share: 6, act: readJobs },
  { name: 'download', share: 12, act: download },
]

/** Often the same options, whose file jobs can share; otherwise random ones. */
const createOptions = ({ roll }: SoakContext): object =>
  roll() < 0.4
    ? { completed: 'exclude' }
    : {
        name: `Calendar ${Math.floor(roll() * 1e6)}`,
        component: roll() < 0.5 ? 'both' : 'vevent',
        shape: roll() < 0.5 ? 'allday' : 'end',
        timeZone: roll() < 0.5 ? 'Australia/Brisbane' : 'UTC',
        alarms: roll() < 0.5 ? [10, 60] : [],
      }

/** @returns the job's id */
export async function createJob(context: SoakContext): Promise<string> {
  const { task_id: id } = await requestJob(context, { body: createOptions(context) })
  remember(context, id)
  return id
}

async function requestJob(
  { client }: SoakContext,
  options: { body?: object; headers?: Record<string, string> },
  path = jobs,
): Promise<{ task_id: string }> {
  return JSON.parse(expectStatus(await client.ask('POST', path, options), 202)) as { task_id: string }
}

function remember({ jobIds }: SoakContext, id: string): void {
  jobIds.push(id)
  if (jobIds.length > rememberedJobs) jobIds.shift()
}

async function createCalendar(context: SoakContext): Promise<void> {
  if (context.roll() < 0.4) {
    const options = { body: createOptions(context), headers: { 'idempotency-key': randomUUID() } }
    const { task_id: id } = await requestJob(context, options)
    remember(context, id)
    if ((await requestJob(context, options)).task_id !== id)
      throw new Error('One idempotency key created two jobs')
  } else if (context.roll() < 0.5) {
    await askGraphql(
      context,
      'mutation ($input: CalendarJobInput) { createCalendarJob(input: $input) { id state } }',
      { input: { name: 'From GraphQL', completed: 'EXCLUDE' } },
    )
  } else {
    const body = { options: createOptions(context) }
    expectStatus(await context.client.ask('POST', '/trpc/createCalendarJob', { body }), 200)
  }
}

async function cancelAndRetry(context: SoakContext): Promise<void> {
  const id = await createJob(context)
  await delay(context.roll() * maxHesitationMs)
  // The job may have finished by then.
  const cancelled = await context.client.ask('DELETE', `${jobs}/${id}`)
  expectStatus(cancelled, 200, 409)
  if (cancelled.status === 409) return
  context.notes.count('jobs cancelled')
  if (context.roll() < 0.5) return
  const retried = await requestJob(context, {}, `${jobs}/${id}/retry`)
  remember(context, retried.task_id)
  context.notes.count('jobs retried')
}

async function readJobs(context: SoakContext): Promise<void> {
  const id = pick(context, context.jobIds)
  const paths = [jobs, `${jobs}?state=SUCCESS&limit=20`, `${jobs}/counts`]
  if (id !== undefined) paths.push(`${jobs}/${id}/status`, `${jobs}/${id}/attempts`)
  expectStatus(await context.client.ask('GET', pick(context, paths) ?? jobs), 200)
}

async function download(context: SoakContext): Promise<void> {
  const id = pick(context, context.jobIds)
  if (id === undefined) return
  const path = `${jobs}/${id}/result`
  const headers = { 'accept-encoding': context.roll() < 0.5 ? 'gzip' : 'identity' }
  const answer = await context.client.ask('GET', path, { headers })
  // Not finished, cancelled, or expired.
  expectStatus(answer, 200, 404, 410)
  if (answer.status !== 200) return
  context.notes.count('files downloaded')
  const { etag = '', 'content-encoding': encoding } = answer.headers
  if (encoding === undefined && !answer.body.endsWith('END:VCALENDAR\r\n'))
    throw new Error('The file is truncated')
  if (context.roll() < 0.5) return
  expectStatus(await context.client.ask('GET', path, { headers: { ...headers, 'if-none-match': etag } }), 304)
}
