import type { OutgoingHttpHeaders } from 'node:http'
import { type EventStream, openEventStream, type ServerSentEvent } from '../harness/event-stream.ts'
import { type Answer, ask } from '../harness/test-service.ts'

type ShownError = { message: string; path?: string[]; extensions: { code: string; requestId?: string } }
// oxlint-disable-next-line typescript/no-explicit-any -- the tests compare the data
export type Result = { data?: any; errors?: ShownError[] }

export const toResult = ({ text }: Answer): Result => JSON.parse(text) as Result

/** Sends an operation by POST. */
export const post = (
  url: string,
  query: string,
  variables?: object,
  headers: OutgoingHttpHeaders = {},
): Promise<Answer> => ask(url, 'POST /graphql', { json: { query, variables }, headers })

export const run = async (url: string, query: string, variables?: object): Promise<Result> =>
  toResult(await post(url, query, variables))

export const subscribe = (
  url: string,
  query: string,
  variables: object,
  headers: OutgoingHttpHeaders = {},
): Promise<EventStream> => {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()
  return openEventStream(`${url}/graphql?${search}`, headers)
}

/** Runs an operation that must fail. Returns the code and message of its first error. */
export async function runExpectingError(url: string, query: string, variables?: object) {
  const { errors: [error] = [] } = await run(url, query, variables)
  if (!error) throw new Error(`No error from ${query}`)
  return { code: error.extensions.code, message: error.message }
}

const jobFields =
  'id state eventId attempt progress { done total percent } written error retryOf resultUrl statusUrl'

export type Job = {
  id: string
  state: string
  eventId: string
  attempt: number
  progress: { done: number; total: number | null; percent: number | null }
  resultUrl: string
}

export const create = async (url: string, input?: object, idempotencyKey?: string): Promise<Job> => {
  const query = `mutation ($input: CalendarJobInput, $idempotencyKey: String) {
    createCalendarJob(input: $input, idempotencyKey: $idempotencyKey) { ${jobFields} } }`
  const { data, errors } = await run(url, query, { input, idempotencyKey })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.createCalendarJob as Job
}

export const cancel = (url: string, id: string): Promise<Result> =>
  run(url, `mutation ($id: ID!) { cancelCalendarJob(id: $id) { ${jobFields} } }`, { id })

export const watchJob = (url: string, id: string, after?: string): Promise<EventStream> =>
  subscribe(
    url,
    `subscription ($id: ID!, $after: String) { job: calendarJobStatus(id: $id, after: $after) { ${jobFields} } }`,
    { id, after },
  )

export const watchJobs = (url: string, ids: string[]): Promise<EventStream> =>
  subscribe(url, `subscription ($ids: [ID!]!) { job: calendarJobsStatus(ids: $ids) { ${jobFields} } }`, {
    ids,
  })

export const toStreamed = ({ data = '' }: ServerSentEvent): Result => JSON.parse(data) as Result

export const toJob = (event: ServerSentEvent | void): Job => toStreamed(event ?? {}).data.job as Job

/** All jobs of a stream that completes. */
export async function readJobs(stream: EventStream): Promise<Job[]> {
  const events = await stream.rest()
  if (events.at(-1)?.event !== 'complete') throw new Error('The stream ended without a `complete` event')
  return events.slice(0, -1).map(toJob)
}
