import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { askGraphql, type Action, expectStatus, pick, type SoakContext } from './action.ts'

const rememberedJobs = 200
const maxHesitationMs = 2_000
const jobs = '/api/v1/todos/ical'

export const jobActions: Action[] = [
  { name: 'make a calendar', share: 7, act: makeCalendar },
  { name: 'cancel, try again', share: 3, act: cancelAndRetry },
  { name: 'look at jobs', share: 6, act: lookAtJobs },
  { name: 'download', share: 12, act: download },
]

/** Sometimes options that others have as well, and a file that can be used again. */
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

/** @returns its id */
export async function createJob(context: SoakContext): Promise<string> {
  const { task_id: id } = await askForJob(context, { body: createOptions(context) })
  remember(context, id)
  return id
}

async function askForJob(
  { client }: SoakContext,
  asking: { body?: object; headers?: Record<string, string> },
  path = jobs,
): Promise<{ task_id: string }> {
  return JSON.parse(expectStatus(await client.ask('POST', path, asking), 202)) as { task_id: string }
}

function remember({ jobIds }: SoakContext, id: string): void {
  jobIds.push(id)
  if (jobIds.length > rememberedJobs) jobIds.shift()
}

async function makeCalendar(context: SoakContext): Promise<void> {
  if (context.roll() < 0.4) {
    const asking = { body: createOptions(context), headers: { 'idempotency-key': randomUUID() } }
    const { task_id: id } = await askForJob(context, asking)
    remember(context, id)
    if ((await askForJob(context, asking)).task_id !== id) throw new Error('One key gave two jobs')
  } else if (context.roll() < 0.5) {
    await askGraphql(
      context,
      'mutation ($input: CalendarJobInput) { createCalendarJob(input: $input) { id state } }',
      { input: { name: 'By GraphQL', completed: 'EXCLUDE' } },
    )
  } else {
    const body = { options: createOptions(context) }
    expectStatus(await context.client.ask('POST', '/trpc/createCalendarJob', { body }), 200)
  }
}

async function cancelAndRetry(context: SoakContext): Promise<void> {
  const id = await createJob(context)
  await delay(context.roll() * maxHesitationMs)
  // It may be over by then.
  const cancelled = await context.client.ask('DELETE', `${jobs}/${id}`)
  expectStatus(cancelled, 200, 409)
  if (cancelled.status === 409) return
  context.notes.count('jobs cancelled')
  if (context.roll() < 0.5) return
  const retried = await askForJob(context, {}, `${jobs}/${id}/retry`)
  remember(context, retried.task_id)
  context.notes.count('jobs tried again')
}

async function lookAtJobs(context: SoakContext): Promise<void> {
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
  if (encoding === undefined && !answer.body.endsWith('END:VCALENDAR\r\n')) throw new Error('The file is cut')
  if (context.roll() < 0.5) return
  expectStatus(await context.client.ask('GET', path, { headers: { ...headers, 'if-none-match': etag } }), 304)
}
