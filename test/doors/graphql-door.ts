import { post, type Result, subscribe, toResult, toStreamed } from '../graphql/graphql-requests.ts'
import {
  type CalendarJob,
  DoorError,
  type DoorErrorCode,
  type Feed,
  type Input,
  type List,
  type OpenDoor,
  type Page,
  type Paging,
  type Settings,
  type Todo,
  type TodoCounts,
  type TodoUpdate,
  toRefusal,
  type TrashedTodo,
} from './door.ts'

type Connection = { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
type TodoWire = Omit<Todo, 'id' | 'listId'> & { id: string; list: { id: string; isInbox: boolean } }
type ListWire = Omit<List, 'id'> & { id: string }
type UpdateWire = {
  revision: string
  changed: unknown[]
  deleted: { id: string; uid: string }[]
  lists: unknown[] | null
  reset: boolean
}
type JobWire = CalendarJob & { eventId: string }

const todoFields = `id title description completed deadlineAt deadlineOn repeat { rule from }
  list { id isInbox } tags priority
  completions { completedAt deadlineAt deadlineOn } createdAt updatedAt`
const jobFields = `id state eventId attempt progress { done total } written
  skipped { noDeadline outOfRange filtered } error nextAttemptAt retryOf resultUrl createdAt startedAt finishedAt`
const feedFields = `id name
  options { component shape timeZone durationMinutes alarms completed from to overdue name color description timeForm uid
    list withoutList tag withoutTag priority hasDeadline search }
  window { daysBack daysAhead } file { bytes written skipped { noDeadline outOfRange filtered } modifiedAt }
  error lastFetch { at by } createdAt updatedAt url webcalUrl`
const pageInfo = 'pageInfo { hasNextPage endCursor }'

const filterVariables = `$completed: Boolean, $windowDays: Int, $from: DateTime, $to: DateTime, $overdue: Boolean,
  $list: [ID!], $withoutList: [ID!], $tag: [String!], $withoutTag: [String!], $priority: [Priority!],
  $hasDeadline: Boolean, $search: String, $filter: String`
const filterArgs = `completed: $completed, windowDays: $windowDays, from: $from, to: $to, overdue: $overdue,
  list: $list, withoutList: $withoutList, tag: $tag, withoutTag: $withoutTag, priority: $priority,
  hasDeadline: $hasDeadline, search: $search, filter: $filter`

const listFields = 'id name color position isInbox'

const documents = {
  lists: `{ value: lists { ${listFields} } }`,
  createList: `mutation ($input: CreateListInput!) { value: createList(input: $input) { ${listFields} } }`,
  updateList: `mutation ($id: ID!, $input: UpdateListInput!) {
    value: updateList(id: $id, input: $input) { ${listFields} } }`,
  deleteList: `mutation ($id: ID!) { value: deleteList(id: $id) { ${listFields} } }`,
  restoreList: `mutation ($id: ID!) { value: restoreList(id: $id) { ${listFields} } }`,
  trash: `query ($first: Int!, $after: String) {
    value: trashedTodos(first: $first, after: $after) { nodes { todo { ${todoFields} } deletedAt } ${pageInfo} } }`,
  restoreTodo: `mutation ($id: ID!) { value: restoreTodo(id: $id) { ${todoFields} } }`,
  emptyTrash: 'mutation { value: emptyTrash }',
  settings: '{ value: settings { timeZone weekStart updatedAt } }',
  updateSettings: `mutation ($input: UpdateSettingsInput!) {
    value: updateSettings(input: $input) { timeZone weekStart updatedAt } }`,
  todos: `query ($first: Int!, $after: String, ${filterVariables}, $sort: TodoSort, $order: TodoOrder) {
    value: todos(first: $first, after: $after, ${filterArgs}, sort: $sort, order: $order) {
      nodes { ${todoFields} } ${pageInfo} } }`,
  todoCounts: `query (${filterVariables}) { value: todoCounts(${filterArgs}) { total open done overdue } }`,
  todo: `query ($id: ID!) { value: todo(id: $id) { ${todoFields} } }`,
  createTodo: `mutation ($input: CreateTodoInput!, $key: String) {
    value: createTodo(input: $input, idempotencyKey: $key) { ${todoFields} } }`,
  updateTodo: `mutation ($id: ID!, $input: UpdateTodoInput!) {
    value: updateTodo(id: $id, input: $input) { ${todoFields} } }`,
  deleteTodo: `mutation ($id: ID!) { value: deleteTodo(id: $id) { ${todoFields} } }`,
  createJob: `mutation ($input: CalendarJobInput, $key: String) {
    value: createCalendarJob(input: $input, idempotencyKey: $key) { id } }`,
  jobs: `query ($first: Int!, $after: String, $state: CalendarJobState) {
    value: calendarJobs(first: $first, after: $after, state: $state) { nodes { ${jobFields} } ${pageInfo} } }`,
  job: `query ($id: ID!) { value: calendarJob(id: $id) { ${jobFields} } }`,
  watchJob: `subscription ($id: ID!, $after: String) {
    value: calendarJobStatus(id: $id, after: $after) { ${jobFields} } }`,
  watchTodos: `subscription ($after: ID) { value: todosChanged(after: $after) {
    revision changed { ${todoFields} } deleted { id uid } lists { ${listFields} } reset } }`,
  cancelJob: `mutation ($id: ID!) { value: cancelCalendarJob(id: $id) { ${jobFields} } }`,
  retryJob: `mutation ($id: ID!) { value: retryCalendarJob(id: $id) { id } }`,
  feeds: `{ value: calendarFeeds { ${feedFields} } }`,
  feed: `query ($id: ID!) { value: calendarFeed(id: $id) { ${feedFields} } }`,
  createFeed: `mutation ($input: CreateCalendarFeedInput!) { value: createCalendarFeed(input: $input) { ${feedFields} } }`,
  updateFeed: `mutation ($id: ID!, $input: UpdateCalendarFeedInput!) {
    value: updateCalendarFeed(id: $id, input: $input) { ${feedFields} } }`,
  rotateFeed: `mutation ($id: ID!) { value: rotateCalendarFeed(id: $id) { ${feedFields} } }`,
  deleteFeed: `mutation ($id: ID!) { value: deleteCalendarFeed(id: $id) { ${feedFields} } }`,
}

const defaultLimit = 100

export const openGraphqlDoor: OpenDoor = (url, headers = {}) => {
  async function run(query: string, variables: object): Promise<unknown> {
    const answer = await post(url, query, variables, headers)
    return readValue(toResult(answer), answer.status)
  }

  async function list<Item>(
    query: string,
    variables: Paging & Record<string, unknown>,
    toItem: (wire: unknown) => Item,
  ): Promise<Page<Item>> {
    const { limit: first = defaultLimit, ...others } = variables
    const connection = (await run(query, { first, ...others })) as Connection
    const { hasNextPage, endCursor } = connection.pageInfo
    return { items: connection.nodes.map(toItem), next: hasNextPage ? (endCursor ?? '') : undefined }
  }

  return {
    getSettings: async () => toSettings(await run(documents.settings, {})),
    updateSettings: async ({ weekStart, ...change }) =>
      toSettings(
        await run(documents.updateSettings, {
          input: {
            ...change,
            ...(weekStart !== undefined && { weekStart: (weekStart as string).toUpperCase() }),
          },
        }),
      ),
    getLists: async () => ((await run(documents.lists, {})) as unknown[]).map(toList),
    createList: async input => toList(await run(documents.createList, { input })),
    updateList: async (id, input) => toList(await run(documents.updateList, { id: `${id}`, input })),
    deleteList: async id => toList(await run(documents.deleteList, { id: `${id}` })),
    restoreList: async id => toList(await run(documents.restoreList, { id: `${id}` })),
    listTrash: (paging = {}) => list(documents.trash, paging, toTrashed),
    restoreTodo: async id => toTodo(await run(documents.restoreTodo, { id: `${id}` })),
    emptyTrash: async () => (await run(documents.emptyTrash, {})) as number,
    listTodos: ({ sort, order, ...query } = {}) =>
      list(
        documents.todos,
        { ...toFilterInput(query), sort: sort?.toUpperCase(), order: order?.toUpperCase() },
        toTodo,
      ),
    countTodos: async (filter = {}) => (await run(documents.todoCounts, toFilterInput(filter))) as TodoCounts,
    getTodo: async id => toTodo(await run(documents.todo, { id: `${id}` })),
    createTodo: async (input, key) =>
      toTodo(await run(documents.createTodo, { input: toTodoInput(input), key })),
    updateTodo: async (id, input) =>
      toTodo(await run(documents.updateTodo, { id: `${id}`, input: toTodoInput(input) })),
    async deleteTodo(id) {
      const deleted = await run(documents.deleteTodo, { id: `${id}` })
      return deleted ? toTodo(deleted) : undefined
    },
    createCalendarJob: async (options, key) =>
      readId(await run(documents.createJob, { input: options && toJobInput(options), key })),
    listCalendarJobs: (query = {}) => list(documents.jobs, query, toCalendarJob),
    getCalendarJob: async id => toCalendarJob(await run(documents.job, { id })),
    async *watchCalendarJob(id, after) {
      using stream = await subscribe(url, documents.watchJob, { id, after }, headers)
      if (!stream.headers['content-type']?.startsWith('text/event-stream'))
        throw toRefusal(stream.status, 'The stream was refused')
      for await (const event of stream.events) {
        if (event.event === 'complete') return
        const job = readValue(toStreamed(event), stream.status) as JobWire
        yield { eventId: job.eventId, job: toCalendarJob(job) }
      }
      throw new Error('The stream ended without a `complete` event')
    },
    async *watchTodos(after) {
      using stream = await subscribe(url, documents.watchTodos, { after }, headers)
      if (!stream.headers['content-type']?.startsWith('text/event-stream'))
        throw toRefusal(stream.status, 'The stream was refused')
      for await (const event of stream.events) yield toUpdate(readValue(toStreamed(event), stream.status))
    },
    cancelCalendarJob: async id => toCalendarJob(await run(documents.cancelJob, { id })),
    retryCalendarJob: async id => readId(await run(documents.retryJob, { id })),
    listFeeds: async () => ((await run(documents.feeds, {})) as unknown[]).map(toFeed),
    getFeed: async id => toFeed(await run(documents.feed, { id })),
    createFeed: async feed => toFeed(await run(documents.createFeed, { input: toFeedInput(feed) })),
    updateFeed: async (id, change) =>
      toFeed(await run(documents.updateFeed, { id, input: toFeedInput(change) })),
    rotateFeed: async id => toFeed(await run(documents.rotateFeed, { id })),
    deleteFeed: async id => toFeed(await run(documents.deleteFeed, { id })),
  }
}

const codeOf: Record<string, DoorErrorCode> = {
  NOT_FOUND: 'notFound',
  BAD_INPUT: 'badInput',
  CONFLICT: 'conflict',
  UNAVAILABLE: 'unavailable',
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
}

function readValue({ data, errors }: Result, status: number): unknown {
  if (data && !errors) return data.value as unknown
  const [error] = errors ?? []
  if (!error) throw new Error(`Answered ${status} without data or errors`)
  const code = codeOf[error.extensions.code]
  throw code ? new DoorError(code, status, error.message) : new Error(JSON.stringify(error))
}

const enums = ['component', 'shape', 'completed', 'overdue', 'timeForm', 'uid']

/** GraphQL writes enum values in capitals. */
const toJobInput = (options: Input): Input =>
  Object.fromEntries(
    Object.entries(toFilterInput(options)).map(([name, value]) => [
      name,
      typeof value === 'string' && enums.includes(name) ? value.toUpperCase() : value,
    ]),
  )

function toFilterInput(filter: Input): Input {
  const { priority } = filter
  return Array.isArray(priority)
    ? { ...filter, priority: priority.map(one => String(one).toUpperCase()) }
    : filter
}

const toFeedInput = ({ options, ...feed }: Input): Input => ({
  ...feed,
  ...(options !== undefined && { options: options && toJobInput(options as Input) }),
})

function toSettings(wire: unknown): Settings {
  const settings = wire as Settings
  return { ...settings, weekStart: settings.weekStart.toLowerCase() }
}

const readId = (job: unknown) => (job as JobWire).id

function toTodo(wire: unknown): Todo {
  const { id, repeat, list, priority, ...todo } = wire as TodoWire
  return {
    id: Number(id),
    ...todo,
    repeat: repeat && { ...repeat, from: repeat.from.toLowerCase() },
    listId: list.isInbox ? null : Number(list.id),
    priority: priority.toLowerCase(),
  }
}

function toTrashed(wire: unknown): TrashedTodo {
  const { todo, deletedAt } = wire as { todo: unknown; deletedAt: string }
  return { todo: toTodo(todo), deletedAt }
}

function toList(wire: unknown): List {
  const list = wire as ListWire
  return { ...list, id: Number(list.id) }
}

function toUpdate(wire: unknown): TodoUpdate {
  const { revision, changed, deleted, lists, reset } = wire as UpdateWire
  return {
    revision: Number(revision),
    changed: changed.map(toTodo),
    deleted: deleted.map(({ id, uid }) => ({ id: Number(id), uid })),
    lists: lists && lists.map(toList),
    reset,
  }
}

/** Enum values in upper case. An invalid repetition is passed on unchanged, to be refused. */
function toTodoInput({ repeat, priority, ...rest }: Input): Input {
  const todo = {
    ...rest,
    ...(priority !== undefined && {
      priority: typeof priority === 'string' ? priority.toUpperCase() : priority,
    }),
  }
  if (repeat === undefined) return todo
  const from = (repeat as Input | null)?.['from']
  return {
    ...todo,
    repeat: typeof from === 'string' ? { ...(repeat as Input), from: from.toUpperCase() } : repeat,
  }
}

function toCalendarJob(wire: unknown): CalendarJob {
  const { eventId: _, ...job } = wire as JobWire
  return job
}

/** With enum values in lower case, as at the other doors, and without null options. */
function toFeed(wire: unknown): Feed {
  const feed = wire as Feed
  const options = Object.entries(feed.options)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [
      name,
      enums.includes(name)
        ? String(value).toLowerCase()
        : name === 'priority'
          ? (value as string[]).map(one => one.toLowerCase())
          : value,
    ])
  return { ...feed, options: Object.fromEntries(options) as Input }
}
