import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { askGraphql, type Deed, expectStatus, pick, type World } from './action.ts'

const rememberedJobs = 200
const longestHesitationMs = 2_000
const jobs = '/api/v1/todos/ical'

export const jobDeeds: Deed[] = [
  { name: 'make a calendar', share: 7, act: makeCalendar },
  { name: 'cancel, try again', share: 3, act: cancelAndRetry },
  { name: 'look at jobs', share: 6, act: lookAtJobs },
  { name: 'download', share: 12, act: download },
]

/** Sometimes options that others have as well, and a file that can be used again. */
const createOptions = ({ roll }: World): object =>
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
export async function createJob(world: World): Promise<string> {
  const { task_id: id } = await askForJob(world, { body: createOptions(world) })
  remember(world, id)
  return id
}

async function askForJob(
  { client }: World,
  asking: { body?: object; headers?: Record<string, string> },
  path = jobs,
): Promise<{ task_id: string }> {
  return JSON.parse(expectStatus(await client.ask('POST', path, asking), 202)) as { task_id: string }
}

function remember({ jobIds }: World, id: string): void {
  jobIds.push(id)
  if (jobIds.length > rememberedJobs) jobIds.shift()
}

async function makeCalendar(world: World): Promise<void> {
  if (world.roll() < 0.4) {
    const asking = { body: createOptions(world), headers: { 'idempotency-key': randomUUID() } }
    const { task_id: id } = await askForJob(world, asking)
    remember(world, id)
    if ((await askForJob(world, asking)).task_id !== id) throw new Error('One key gave two jobs')
  } else if (world.roll() < 0.5) {
    await askGraphql(
      world,
      'mutation ($input: CalendarJobInput) { createCalendarJob(input: $input) { id state } }',
      { input: { name: 'By GraphQL', completed: 'EXCLUDE' } },
    )
  } else {
    const body = { options: createOptions(world) }
    expectStatus(await world.client.ask('POST', '/trpc/createCalendarJob', { body }), 200)
  }
}

async function cancelAndRetry(world: World): Promise<void> {
  const id = await createJob(world)
  await delay(world.roll() * longestHesitationMs)
  // It may be over by then.
  const cancelled = await world.client.ask('DELETE', `${jobs}/${id}`)
  expectStatus(cancelled, 200, 409)
  if (cancelled.status === 409) return
  world.notes.count('jobs cancelled')
  if (world.roll() < 0.5) return
  const retried = await askForJob(world, {}, `${jobs}/${id}/retry`)
  remember(world, retried.task_id)
  world.notes.count('jobs tried again')
}

async function lookAtJobs(world: World): Promise<void> {
  const id = pick(world, world.jobIds)
  const paths = [jobs, `${jobs}?state=SUCCESS&limit=20`, `${jobs}/counts`]
  if (id !== undefined) paths.push(`${jobs}/${id}/status`, `${jobs}/${id}/attempts`)
  expectStatus(await world.client.ask('GET', pick(world, paths) ?? jobs), 200)
}

async function download(world: World): Promise<void> {
  const id = pick(world, world.jobIds)
  if (id === undefined) return
  const path = `${jobs}/${id}/result`
  const headers = { 'accept-encoding': world.roll() < 0.5 ? 'gzip' : 'identity' }
  const answer = await world.client.ask('GET', path, { headers })
  // Not finished, cancelled, or expired.
  expectStatus(answer, 200, 404, 410)
  if (answer.status !== 200) return
  world.notes.count('files downloaded')
  const { etag = '', 'content-encoding': encoding } = answer.headers
  if (encoding === undefined && !answer.body.endsWith('END:VCALENDAR\r\n')) throw new Error('The file is cut')
  if (world.roll() < 0.5) return
  expectStatus(await world.client.ask('GET', path, { headers: { ...headers, 'if-none-match': etag } }), 304)
}
