import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { countTodos } from '../../core/todos/count-todos.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { allTodos } from '../../core/todos/list-todos.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { AppError } from '../../core/app-error.ts'
import { localOwner } from '../../schema/owner.ts'
import { todoCountsWire } from '../../schema/wire/todo.ts'
import { getBaseUrl } from '../absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { toTodoCursor } from '../cursor.ts'
import { document, jsonOf } from './document.ts'
import { createPageWriter, jsonArray } from './json-array.ts'
import { toNextLink } from './next-link.ts'
import { parseWith, readJson } from './parse.ts'
import { toFilter, todoCountsQuery, todoQuery } from './todo-query.ts'
import { newTodoWire, todoChangeWire, todoWire, toTodoWire } from './todo-wire.ts'

const defaultLimit = 100

export function addTodoRoutes(app: OpenAPIHono, { db, listTodos, config, log }: ServerContext): void {
  const byId = '/todos/:id{[0-9]+}'
  const params = z.object({ id: z.int() })
  const writePage = createPageWriter(toTodoWire)

  document(app, 'get', '/todos', 'The todos', {
    query: todoQuery,
    answers: { 200: ['All of them, or a page when `limit` or `cursor` is given', jsonOf(z.array(todoWire))] },
  })
  app.get('/todos', async c => {
    const { sort, order, limit, cursor, ...query } = parseWith(todoQuery, c.req.query())
    const filter = toFilter(query)
    if (limit === undefined && cursor === undefined) {
      return jsonArray(c, allTodos(listTodos, localOwner, filter, { sort, order }), writePage, log)
    }
    const size = limit ?? defaultLimit
    const todos = await listTodos(localOwner, filter, { sort, order, limit: size + 1, after: cursor })
    const page = todos.slice(0, size)
    const last = page.at(-1)
    if (last && todos.length > size) {
      c.header('Link', toNextLink(getBaseUrl(c, config), c.req.url, toTodoCursor(sort, last)))
    }
    return c.json(page.map(toTodoWire))
  })

  document(app, 'get', '/todos/counts', 'How many todos there are', {
    query: todoCountsQuery,
    answers: { 200: ['Of those that the query lets through', jsonOf(todoCountsWire)] },
  })
  app.get('/todos/counts', async c =>
    c.json(await countTodos(db, localOwner, toFilter(parseWith(todoCountsQuery, c.req.query())))),
  )

  document(app, 'post', '/todos', 'Makes a todo', {
    body: newTodoWire,
    answers: { 201: ['The todo', jsonOf(todoWire)] },
  })
  app.post('/todos', async c => {
    const todo = await createTodo(db, localOwner, parseWith(newTodoWire, await readJson(c)))
    c.header('Location', `${getBaseUrl(c, config)}/api/v1/todos/${todo.id}`)
    return c.json(toTodoWire(todo), 201)
  })

  document(app, 'get', '/todos/{id}', 'A todo', { params, answers: { 200: ['The todo', jsonOf(todoWire)] } })
  app.get(byId, async c => c.json(toTodoWire(await getTodo(db, localOwner, readId(c.req.param('id'))))))

  document(app, 'put', '/todos/{id}', 'Changes the fields that the body names; null clears', {
    params,
    body: todoChangeWire,
    answers: { 200: ['The whole todo', jsonOf(todoWire)] },
  })
  app.put(byId, async c => {
    const change = parseWith(todoChangeWire, await readJson(c))
    return c.json(toTodoWire(await updateTodo(db, localOwner, readId(c.req.param('id')), change)))
  })

  document(app, 'delete', '/todos/{id}', 'Deletes a todo', {
    params,
    answers: { 200: ['The deleted todo, or {} when there was none', jsonOf(todoWire.partial())] },
  })
  app.delete(byId, async c => {
    const id = Number(c.req.param('id'))
    const deleted = Number.isSafeInteger(id) ? await deleteTodo(db, localOwner, id) : undefined
    return c.json(deleted ? toTodoWire(deleted) : {})
  })
}

function readId(digits: string): number {
  const id = Number(digits)
  if (!Number.isSafeInteger(id)) throw new AppError('notFound', 'Todo not found')
  return id
}
