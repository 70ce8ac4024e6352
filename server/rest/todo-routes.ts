import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { countTodos } from '../../core/todos/count-todos.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { getTodo } from '../../core/todos/get-todo.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { AppError } from '../../core/app-error.ts'
import { defaultPageSize } from '../../schema/page.ts'
import { localOwner } from '../../schema/owner.ts'
import { todoCountsWire } from '../../schema/wire/todo.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { toTodoCursor } from '../operations/cursor.ts'
import { document, jsonOf } from './document.ts'
import { toNextLink } from './next-link.ts'
import { parseWith, readJson } from './parse.ts'
import { answerAllTodos, answerTodoPage } from './todo-list.ts'
import { toFilter, todoCountsQuery, todoQuery } from './todo-query.ts'
import { newTodoWire, todoChangeWire, todoWire, toTodoWire } from './todo-wire.ts'

export function addTodoRoutes(app: OpenAPIHono, context: ServerContext): void {
  const { db, config } = context
  const byId = '/todos/:id{[0-9]+}'
  const params = z.object({ id: z.int() })

  document(app, 'get', '/todos', 'The todos', {
    query: todoQuery,
    answers: { 200: ['All of them, or a page when `limit` or `cursor` is given', jsonOf(z.array(todoWire))] },
  })
  app.get('/todos', async c => {
    const { sort, order, limit, cursor, ...query } = parseWith(todoQuery, c.req.query())
    const list = { ownerId: localOwner, filter: toFilter(query), sort, order }
    if (limit === undefined && cursor === undefined) return answerAllTodos(c, context, list)
    return answerTodoPage(c, context, { ...list, limit: limit ?? defaultPageSize, after: cursor }, last =>
      c.header('Link', toNextLink(getBaseUrl(c, config), c.req.url, toTodoCursor(sort, last))),
    )
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
