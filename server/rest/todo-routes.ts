import { z } from '@hono/zod-openapi'
import { defaultPageSize } from '../../schema/page-size.ts'
import type { Todo } from '../../schema/todo.ts'
import { todoCountsWire } from '../../schema/wire/todo.ts'
import type { RequestContext } from '../context.ts'
import { todoDaysInput } from '../operations/list-inputs.ts'
import { openAllTodos, openTodoPage } from '../operations/list-todos.ts'
import { countTodos, createTodo, deleteTodo, getTodo, listTodoDays, updateTodo } from '../operations/todos.ts'
import { emptyTrash, listTrash, restoreTodo } from '../operations/trash.ts'
import { type AddRoute, jsonOf } from './routes.ts'
import { createItemsWriter, jsonArray } from './json-array.ts'
import { readKey, todoKeyHeaders } from './key-header.ts'
import { setNextLink, todoCountsQuery, todoDaysQuery, todoQuery, toFilter, trashQuery } from './list-query.ts'
import { parseWith, readJson } from './parse.ts'
import { toNaive } from './naive-time.ts'
import {
  newTodoWire,
  todoChangeWire,
  todoDayWire,
  todoWire,
  toTodoDayWire,
  toTodoWire,
  trashedTodoWire,
} from './todo-wire.ts'

const tooMany = 'There are as many todos as there can be'

const writeTodos = createItemsWriter<Todo>()

async function createTodoWriter({ findInbox, ownerId }: RequestContext) {
  const inboxId = await findInbox(ownerId)
  return (todo: Todo) => toTodoWire(todo, inboxId)
}

export function addTodoRoutes(route: AddRoute): void {
  const byId = '/todos/:id{[0-9]+}'
  const params = z.object({ id: z.int() })

  route('todos', 'get', '/todos', 'List the todos', {
    query: todoQuery,
    answers: {
      200: [
        'All todos, or a page when `limit` or `cursor` is given; `Link` has the URL of the next page',
        jsonOf(z.array(todoWire)),
      ],
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const { limit, cursor, ...query } = parseWith(todoQuery, c.req.query())
    const list = toFilter(query)
    const write = writeTodos(await createTodoWriter(ctx))
    if (limit === undefined && cursor === undefined) {
      return jsonArray(c, await openAllTodos(ctx, list), write)
    }
    const page = await openTodoPage(ctx, { ...list, first: limit ?? defaultPageSize, after: cursor })
    setNextLink(c, page.next)
    return jsonArray(c, page, write)
  })

  route('todoCounts', 'get', '/todos/counts', 'Count the todos', {
    query: todoCountsQuery,
    answers: { 200: ['The number of todos that match the query', jsonOf(todoCountsWire)] },
  }).handle(async c =>
    c.json(await countTodos(c.get('ctx'), toFilter(parseWith(todoCountsQuery, c.req.query())))),
  )

  route('todoDays', 'get', '/todos/days', 'List the days of a calendar on which todos are due', {
    query: todoDaysQuery,
    answers: { 200: ['The days with todos, each with the first of them', jsonOf(z.array(todoDayWire))] },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const input = parseWith(todoDaysInput, parseWith(todoDaysQuery, c.req.query()))
    const [days, inboxId] = await Promise.all([listTodoDays(ctx, input), ctx.findInbox(ctx.ownerId)])
    return c.json(days.map(day => toTodoDayWire(day, inboxId)))
  })

  route('createTodo', 'post', '/todos', 'Create a todo', {
    headers: todoKeyHeaders,
    body: newTodoWire,
    answers: {
      201: ['The todo', jsonOf(todoWire)],
      409: [`${tooMany}, or the key was used with another body`],
      410: ['The todo of this key was deleted permanently'],
    },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const key = readKey(c)
    const todo = await createTodo(ctx, parseWith(newTodoWire, await readJson(c)), key)
    c.header('Location', `${ctx.baseUrl}/api/v1/todos/${todo.id}`)
    return c.json((await createTodoWriter(ctx))(todo), 201)
  })

  route('todo', 'get', byId, 'Get a todo', {
    params,
    answers: { 200: ['The todo', jsonOf(todoWire)] },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const todo = await getTodo(ctx, Number(c.req.param('id')))
    return c.json((await createTodoWriter(ctx))(todo))
  })

  route('updateTodo', 'put', byId, 'Change the given fields of a todo; null clears a field', {
    params,
    body: todoChangeWire,
    answers: { 200: ['The whole todo', jsonOf(todoWire)] },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const change = parseWith(todoChangeWire, await readJson(c))
    const todo = await updateTodo(ctx, Number(c.req.param('id')), change)
    return c.json((await createTodoWriter(ctx))(todo))
  })

  route('deleteTodo', 'delete', byId, 'Delete a todo', {
    params,
    answers: { 200: ['The deleted todo, or {} when there was none', jsonOf(todoWire.partial())] },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const deleted = await deleteTodo(ctx, Number(c.req.param('id')))
    return c.json(deleted ? (await createTodoWriter(ctx))(deleted) : {})
  })

  route('restoreTodo', 'post', `${byId}/restore`, 'Restore a todo from the trash', {
    params,
    answers: { 200: ['The todo', jsonOf(todoWire)], 409: [tooMany] },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const todo = await restoreTodo(ctx, Number(c.req.param('id')))
    return c.json((await createTodoWriter(ctx))(todo))
  })

  route('trashedTodos', 'get', '/trash', 'List the deleted todos, newest first', {
    query: trashQuery,
    answers: { 200: ['A page; `Link` has the URL of the next page', jsonOf(z.array(trashedTodoWire))] },
  }).handle(async c => {
    const ctx = c.get('ctx')
    const { limit = defaultPageSize, cursor } = parseWith(trashQuery, c.req.query())
    const { rows, next } = await listTrash(ctx, { first: limit, after: cursor })
    setNextLink(c, next)
    const toWire = await createTodoWriter(ctx)
    return c.json(rows.map(todo => ({ ...toWire(todo), deleted_at: toNaive(todo.deletedAt) })))
  })

  route('emptyTrash', 'delete', '/trash', 'Delete the todos in the trash permanently', {
    answers: { 200: ['How many', jsonOf(z.object({ deleted: z.int() }))] },
  }).handle(async c => c.json({ deleted: await emptyTrash(c.get('ctx')) }))
}
