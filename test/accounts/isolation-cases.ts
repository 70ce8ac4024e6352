import type { Operation } from '../../server/operations/scopes.ts'

/** Ids, cursors and keys of an owner, as another owner could learn them; see `missingThings` for ones that do not exist. */
export type Things = {
  todo: string
  trashed: string
  list: string
  deletedList: string
  job: string
  failedJob: string
  feed: string
  import: string
  /** The event id of the job. */
  event: string
  revision: string
  cursors: { todos: string; trash: string; jobs: string; imports: string }
  idempotencyKey: string
  tag: string
  word: string
}

type RestRequest = {
  id?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  json?: object
}

type Case = {
  /** Arguments at GraphQL and tRPC. */
  args?: (its: Things) => Record<string, unknown>
  /** Only at tRPC, for arguments that GraphQL writes in another form. */
  trpc?: (its: Things) => Record<string, unknown>
  rest?: (its: Things) => RestRequest
}

const byId = (pick: (its: Things) => string): Case => ({
  args: its => ({ id: pick(its) }),
  rest: its => ({ id: pick(its) }),
})

/** The ids of todos and lists are numbers at tRPC. */
const byNumber = (pick: (its: Things) => string): Case => ({
  args: its => ({ id: pick(its) }),
  trpc: its => ({ id: Number(pick(its)) }),
  rest: its => ({ id: pick(its) }),
})

/** How each operation is tried with what belongs to another owner. */
export const cases: Record<Operation, Case[]> = {
  account: [{}],
  apiDocument: [{}],
  health: [{}],

  todo: [byNumber(its => its.todo), byNumber(its => its.trashed)],
  todos: [
    { args: () => ({ first: 50 }) },
    {
      args: its => ({ list: [its.list] }),
      rest: its => ({ query: { list: its.list } }),
    },
    { args: its => ({ tag: [its.tag] }), rest: its => ({ query: { tag: its.tag } }) },
    { args: its => ({ search: its.word }), rest: its => ({ query: { search: its.word } }) },
    { args: its => ({ filter: `tag:${its.tag}` }), rest: its => ({ query: { filter: `tag:${its.tag}` } }) },
    { args: its => ({ after: its.cursors.todos }), rest: its => ({ query: { cursor: its.cursors.todos } }) },
  ],
  todoCounts: [
    {},
    { args: its => ({ tag: [its.tag] }), rest: its => ({ query: { tag: its.tag } }) },
    {
      args: its => ({ withoutList: [its.list] }),
      rest: its => ({ query: { search: its.word } }),
    },
  ],
  todoDays: [
    {
      args: () => ({ from: '2030-01-01', days: 31, first: 5, timeZone: 'UTC' }),
      rest: () => ({ query: { from: '2030-01-01', days: '31', first: '5', timeZone: 'UTC' } }),
    },
  ],
  todoChanges: [
    { rest: () => ({ query: { after: '0' } }) },
    { rest: its => ({ query: { after: its.revision } }) },
  ],
  todosChanged: [
    { args: its => ({ after: its.revision }), rest: its => ({ headers: { 'last-event-id': its.revision } }) },
  ],
  trashedTodos: [
    {},
    { args: its => ({ after: its.cursors.trash }), rest: its => ({ query: { cursor: its.cursors.trash } }) },
  ],
  lists: [{}],
  listCounts: [{}],
  tags: [{}],
  settings: [{}],
  importJob: [byId(its => its.import), byId(its => its.job)],
  importJobs: [
    {},
    {
      args: its => ({ after: its.cursors.imports }),
      rest: its => ({ query: { cursor: its.cursors.imports } }),
    },
  ],
  importReport: [byId(its => its.import)],
  importJobStatus: [byId(its => its.import)],

  createTodo: [
    {
      args: its => ({ input: { title: 'x', list: its.list } }),
      rest: its => ({ json: { title: 'x', list: its.list } }),
    },
    {
      args: its => ({ input: { title: 'x' }, idempotencyKey: its.idempotencyKey }),
      rest: its => ({ headers: { 'idempotency-key': its.idempotencyKey }, json: { title: 'x' } }),
    },
  ],
  updateTodo: [
    {
      args: its => ({ id: its.todo, input: { title: 'taken' } }),
      trpc: its => ({ id: Number(its.todo), input: { title: 'taken' } }),
      rest: its => ({ id: its.todo, json: { title: 'taken' } }),
    },
  ],
  deleteTodo: [byNumber(its => its.todo)],
  restoreTodo: [byNumber(its => its.trashed)],
  emptyTrash: [{}],
  createList: [
    {
      args: its => ({ input: { name: `${its.word} list` } }),
      rest: its => ({ json: { name: `${its.word} list` } }),
    },
  ],
  updateList: [
    {
      args: its => ({ id: its.list, input: { name: 'taken' } }),
      trpc: its => ({ id: Number(its.list), input: { name: 'taken' } }),
      rest: its => ({ id: its.list, json: { name: 'taken' } }),
    },
  ],
  deleteList: [byNumber(its => its.list)],
  restoreList: [byNumber(its => its.deletedList)],
  updateSettings: [
    {
      args: () => ({ input: { timeZone: 'Asia/Tokyo' } }),
      rest: () => ({ json: { timeZone: 'Asia/Tokyo' } }),
    },
  ],
  importTodos: [
    {
      args: its => ({ input: { content: 'title\nx\n' }, idempotencyKey: its.idempotencyKey }),
      rest: its => ({ headers: { 'idempotency-key': its.idempotencyKey }, json: { title: 'x' } }),
    },
  ],
  cancelImportJob: [byId(its => its.import)],

  calendarJob: [byId(its => its.job), byId(its => its.import)],
  calendarJobs: [
    {},
    { args: its => ({ after: its.cursors.jobs }), rest: its => ({ query: { cursor: its.cursors.jobs } }) },
  ],
  calendarJobAttempts: [byId(its => its.job)],
  calendarJobCounts: [{}],
  calendarJobResult: [byId(its => its.job)],
  calendarPreview: [
    {
      args: its => ({ input: { filter: `tag:${its.tag}` } }),
      rest: its => ({ json: { options: { filter: `tag:${its.tag}` } } }),
    },
    { args: () => ({}) },
  ],
  calendarJobStatus: [
    byId(its => its.job),
    {
      args: its => ({ id: its.job, after: its.event }),
      rest: its => ({ id: its.job, headers: { 'last-event-id': its.event } }),
    },
  ],
  calendarJobsStatus: [{ args: its => ({ ids: [its.job] }) }],
  createCalendarJob: [
    {
      args: its => ({ idempotencyKey: its.idempotencyKey }),
      rest: its => ({ headers: { 'idempotency-key': its.idempotencyKey } }),
    },
    {
      args: its => ({ input: { list: [its.list] } }),
      rest: its => ({ json: { list: [its.list] } }),
    },
  ],
  cancelCalendarJob: [byId(its => its.job)],
  retryCalendarJob: [byId(its => its.failedJob)],

  calendarFeed: [byId(its => its.feed)],
  calendarFeeds: [{}],
  createCalendarFeed: [
    {
      args: its => ({ input: { name: 'x', options: { list: [its.list] } } }),
      rest: its => ({ json: { name: 'x', options: { list: [its.list] } } }),
    },
  ],
  updateCalendarFeed: [
    {
      args: its => ({ id: its.feed, input: { name: 'taken' } }),
      rest: its => ({ id: its.feed, json: { name: 'taken' } }),
    },
  ],
  rotateCalendarFeed: [byId(its => its.feed)],
  deleteCalendarFeed: [byId(its => its.feed)],
}
