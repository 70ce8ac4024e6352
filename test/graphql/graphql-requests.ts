import { type EventStream, openEventStream, type ServerSentEvent } from '../harness/event-stream.ts'
import { type Answer, ask } from '../harness/test-service.ts'

type ShownError = { message: string; path?: string[]; extensions: { code: string; requestId?: string } }
// oxlint-disable-next-line typescript/no-explicit-any -- what came is the test's business to compare
type Result = { data?: any; errors?: ShownError[] }

export const toResult = ({ text }: Answer): Result => JSON.parse(text) as Result

/** One POST, as GraphQL clients send it. */
export const run = async (url: string, query: string, variables?: object): Promise<Result> =>
  toResult(await ask(url, 'POST /graphql', { json: { query, variables } }))

/** The first error's code and message; fails when there is none. */
export async function runInVain(url: string, query: string, variables?: object) {
  const { errors: [error] = [] } = await run(url, query, variables)
  if (!error) throw new Error(`No error came of ${query}`)
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

const toSubscriptionUrl = (url: string, query: string, variables: object) =>
  `${url}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`

export const watchJob = (url: string, id: string, after?: string): Promise<EventStream> =>
  openEventStream(
    toSubscriptionUrl(
      url,
      `subscription ($id: ID!, $after: String) { job: calendarJobStatus(id: $id, after: $after) { ${jobFields} } }`,
      { id, after },
    ),
  )

export const watchJobs = (url: string, ids: string[]): Promise<EventStream> =>
  openEventStream(
    toSubscriptionUrl(
      url,
      `subscription ($ids: [ID!]!) { job: calendarJobsStatus(ids: $ids) { ${jobFields} } }`,
      {
        ids,
      },
    ),
  )

export const toStreamed = ({ data = '' }: ServerSentEvent): Result => JSON.parse(data) as Result

export const toJob = (event: ServerSentEvent | void): Job => toStreamed(event ?? {}).data.job as Job

/** The jobs of a stream that ended as it should. */
export async function readJobs(stream: EventStream): Promise<Job[]> {
  const events = await stream.rest()
  if (events.at(-1)?.event !== 'complete') throw new Error('The stream did not say that it is complete')
  return events.slice(0, -1).map(toJob)
}
