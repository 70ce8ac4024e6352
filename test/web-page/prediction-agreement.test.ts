import { QueryClient } from '@tanstack/react-query'
import { sample } from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { createClient, type Client, type List, type Todo } from '../../client/create-client.ts'
import { findList } from '../../client/find-list.ts'
import { addDays, browserTimeZone } from '../../client/web/day.ts'
import type { Change } from '../../client/web/outbox/stored-changes.ts'
import { daysKey, type TodoDay, type TodoDaysQuery } from '../../client/web/todos/cached-days.ts'
import type { TodoPages } from '../../client/web/todos/cached-todos.ts'
import { loadQuickAdd, type ParseQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'
import { moveDeadline } from '../../client/web/todos/reschedule.ts'
import { occurrenceOf, onDate } from '../../client/web/todos/todo-deadline.ts'
import {
  type DraftedTodo,
  emptyTodo,
  toChange,
  toDraft,
  type TodoDraft,
} from '../../client/web/todos/todo-draft.ts'
import { type TodoList, toFilter } from '../../client/web/todos/todo-list.ts'
import { toNewTodo } from '../../client/web/todos/use-quick-add-parser.ts'
import type { NewTodoInput, TodoChangeInput } from '../../schema/todo.ts'
import { startTestService } from '../harness/test-service.ts'
import { type LoadedPage, loadPage } from './load-page.ts'
import { type Action, action, timeZone, today } from './page-actions.ts'

/** Searches are left out: only the server knows their order. */
const lists: TodoList[] = [
  { show: 'open', sort: 'deadline', order: 'asc' } as const,
  { show: 'all', sort: 'created', order: 'desc' } as const,
  { show: 'all', sort: 'title', order: 'asc' } as const,
  { show: 'next', sort: 'deadline', order: 'asc' } as const,
  { show: 'done', sort: 'created', order: 'asc' } as const,
  { show: 'all', sort: 'deadline', order: 'asc', filter: 'tag:exam -list:inbox' } as const,
].map(list => ({ days: 7, timeZone, listId: undefined, filter: '', ...list }))
const range = { from: `${addDays(today, -1)}T00:00:00Z`, completed: false }
/** More than there are on any day. */
const first = 35
const days: TodoDaysQuery = { from: addDays(today, -2), days: 14, timeZone: 'Asia/Tokyo', first }

let client: Client
let page: LoadedPage
let parse: ParseQuickAdd
let knownLists: List[]
let todos: Todo[]
let count = 0
const queryClient = new QueryClient()

beforeAll(async () => {
  const service = await startTestService({ broker: 'postgres', withWorker: false })
  client = createClient({ url: service.url })
  page = await loadPage(service.url)
  parse = await loadQuickAdd(['en-US'])
  await client.updateSettings.mutate({ input: { timeZone } })
  await client.createList.mutate({ input: { name: 'Uni of X' } })
  knownLists = await client.lists.query()
  queryClient.setQueryData(page.allLists.queryKey, knownLists)
  queryClient.setQueryData(page.settings.queryKey, await client.settings.query())
  return async () => {
    vi.unstubAllGlobals()
    await service[Symbol.asyncDispose]()
  }
})

/** The id of a list, as the page sends it. */
const toListId = (name: string) => `${findList(knownLists, name)?.id}`

const toDraftOf = (todo: DraftedTodo, { list, ...typed }: Partial<TodoDraft>): TodoDraft => ({
  ...toDraft(todo),
  ...typed,
  ...(list !== undefined && { list: toListId(list) }),
})

const create = (input: NewTodoInput): Change => ({
  kind: 'create',
  input,
  todo: page.toUnsaved(input, queryClient),
})

const update = (todo: Todo, change: TodoChangeInput): Change => ({ kind: 'update', todo, change })

/** The change that the page makes for an action; undefined when it makes none. */
function toMade(action: Action): Change | undefined {
  if (action.does === 'add') {
    const shown = { list: action.list === undefined ? undefined : toListId(action.list), tag: action.tag }
    return create(
      toNewTodo(
        parse(action.line, { now: new Date(), timeZone: browserTimeZone(), lists: knownLists }),
        shown,
      ),
    )
  }
  if (action.does === 'new') {
    const draft = toDraftOf({ ...emptyTodo, ...onDate(action.day) }, { title: 'New', ...action.typed })
    const { title = '', ...others } = toChange(draft, toDraft(emptyTodo))
    return create({ title, ...others })
  }
  const todo = todos[action.todo % todos.length]
  if (!todo) return undefined
  const occurrence = occurrenceOf(todo)
  if (action.does === 'delete') return { kind: 'delete', todo }
  if (action.does === 'move') return update(todo, moveDeadline(todo, action.day))
  if (action.does === 'complete') return update(todo, { completed: !todo.completed, occurrence })
  const change = toChange(toDraftOf(todo, action.typed), toDraft(todo))
  if (Object.keys(change).length === 0) return undefined
  return update(todo, change.completed === undefined ? change : { ...change, occurrence })
}

/** What the page offers in its toast. */
function toUndone(made: Change, stored: Todo | null): Change | undefined {
  if (made.kind === 'delete') return { kind: 'restore', todo: made.todo }
  if (made.kind !== 'update' || !made.change.completed || !stored) return undefined
  return update(stored, { ...made.change, completed: false })
}

/** Undefined for the completion of an occurrence: what comes next is known when the server answers. */
function predict(change: Change): Todo | null | undefined {
  if (change.kind === 'delete') return null
  if (change.kind === 'create') return change.todo
  const toStored = change.kind === 'restore' ? page.toRestored : page.withChange
  const after = toStored(change.todo as Todo, change.change ?? {}, queryClient)
  return after.repeat && change.change?.completed ? undefined : after
}

/**
 * The server decides on the id and the times, and knows how many occurrences remain after an undo. The page does not show when a
 * todo was completed.
 */
const toKnown = (todo: Todo | null) =>
  todo && {
    ...todo,
    id: 0,
    createdAt: '',
    updatedAt: '',
    completedAt: '',
    repeat: todo.repeat && { ...todo.repeat, rule: todo.repeat.rule.replace(/COUNT=\d+/, 'COUNT') },
  }

const toPages = (read: unknown) => ({ pages: [read], pageParams: [undefined] })

/** Puts all lists and days into the page's cache. @returns all todos */
async function readPlaces(): Promise<Todo[]> {
  const now = new Date()
  const [due, daysRead, ...listed] = await Promise.all([
    client.todos.query({ ...range, sort: 'deadline', first: 1000 }),
    client.todoDays.query(days),
    ...lists.map(({ sort, order, ...list }) =>
      client.todos.query({ ...toFilter(list, now), sort, order, first: 1000 }),
    ),
  ])
  queryClient.setQueryData([...page.rangesKey, range], toPages(due))
  queryClient.setQueryData([...daysKey, days], daysRead)
  for (const [n, list] of lists.entries())
    queryClient.setQueryData([...page.listsKey, list], toPages(listed[n]))
  return listed[1]?.items ?? []
}

/** The ids in each list and day of the page's cache. */
function findPlaces(unsaved?: Todo | null, saved?: Todo | null) {
  const toId = ({ id }: { id: number }) => (saved && id === unsaved?.id ? saved.id : id)
  const idsOf = (key: readonly unknown[]) =>
    queryClient.getQueryData<TodoPages>(key)?.pages.flatMap(({ items }) => items.map(toId))
  const cachedDays = queryClient.getQueryData<TodoDay[]>([...daysKey, days]) ?? []
  return {
    range: idsOf([...page.rangesKey, range]),
    lists: lists.map(list => [list, idsOf([...page.listsKey, list])]),
    days: cachedDays
      .filter(({ total }) => total > 0)
      .map(({ todos, ...day }) => ({ ...day, todos: todos.map(toId) }))
      .toSorted((one, other) => one.day.localeCompare(other.day)),
  }
}

/** Makes a change. @returns what is stored; undefined when the server refuses it */
async function make(change: Change): Promise<Todo | null | undefined> {
  const predicted = predict(change)
  page.showChange(queryClient, change)
  count += 1
  const stored = await page.sendChange({ ...change, id: `${count}`, account: undefined }).catch(expectRefusal)
  const places = findPlaces(predicted, stored)
  todos = await readPlaces()
  if (predicted === undefined || stored === undefined) return stored
  expect([change, toKnown(predicted)]).toEqual([change, toKnown(stored)])
  expect([change, places]).toEqual([change, findPlaces()])
  return stored
}

/** The page shows the reason then. */
function expectRefusal(error: unknown): undefined {
  expect(error).toMatchObject({ data: { code: 'BAD_REQUEST' } })
}

test('shows changes as the server stores them, and where it lists them', async () => {
  todos = await readPlaces()
  let accepted = 0
  for (const made of sample(action, { numRuns: 80, seed: 1 })) {
    const change = toMade(made)
    const stored = change && (await make(change))
    if (stored === undefined) continue
    accepted += 1
    const undone = 'isUndone' in made && made.isUndone ? toUndone(change as Change, stored) : undefined
    if (undone) await make(undone)
  }
  expect(accepted).toBeGreaterThan(50)
})

test('shows a restored todo of a deleted list in the inbox', async () => {
  const { id } = await client.createList.mutate({ input: { name: 'Gone' } })
  const todo = await client.createTodo.mutate({ input: { title: 'Restored', list: `${id}` } })
  await client.deleteTodo.mutate({ id: todo.id })
  await client.deleteList.mutate({ id })
  todos = await readPlaces()
  const inbox = findList(knownLists, 'Inbox')
  expect(await make({ kind: 'restore', todo })).toMatchObject({ listId: inbox?.id })
})
