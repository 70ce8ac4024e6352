import { z } from '@hono/zod-openapi'
import { defaultPageSize } from '../../schema/page.ts'
import { todoCountsWire } from '../../schema/wire/todo.ts'
import { openAllTodos, openTodoPage } from '../operations/list-todos.ts'
import { countTodos, createTodo, deleteTodo, getTodo, updateTodo } from '../operations/todos.ts'
import { document, jsonOf, type RestApp } from './document.ts'
import { createItemsWriter, jsonArray } from './json-array.ts'
import { setNextLink, todoCountsQuery, todoQuery, toFilter } from './list-query.ts'
import { parseWith, readJson } from './parse.ts'
import { newTodoWire, todoChangeWire, todoWire, toTodoWire } from './todo-wire.ts'

const writeTodos = createItemsWriter(toTodoWire)

export function addTodoRoutes(app: RestApp): void {
  const byId = '/todos/:id{[0-9]+}'
  const params = z.object({ id: z.int() })

  document(app, 'get', '/todos', 'List the todos', {
    query: todoQuery,
    answers: {
      200: [
        'All todos, or a page when `limit` or `cursor` is given; `Link` has the URL of the next page',
        jsonOf(z.array(todoWire)),
      ],
    },
  })
  app.get('/todos', async c => {
    const ctx = c.get('ctx')
    const { limit, cursor, ...query } = parseWith(todoQuery, c.req.query())
    const list = toFilter(query)
    if (limit === undefined && cursor === undefined) {
      return jsonArray(c, await openAllTodos(ctx, list), writeTodos)
    }
    const page = await openTodoPage(ctx, { ...list, first: limit ?? defaultPageSize, after: cursor })
    setNextLink(c, page.next)
    return jsonArray(c, page, writeTodos)
  })

  document(app, 'get', '/todos/counts', 'Count the todos', {
    query: todoCountsQuery,
    answers: { 200: ['The number of todos that match the query', jsonOf(todoCountsWire)] },
  })
  app.get('/todos/counts', async c =>
    c.json(await countTodos(c.get('ctx'), toFilter(parseWith(todoCountsQuery, c.req.query())))),
  )

  document(app, 'post', '/todos', 'Create a todo', {
    body: newTodoWire,
    answers: { 201: ['The todo', jsonOf(todoWire)] },
  })
  app.post('/todos', async c => {
    const todo = await createTodo(c.get('ctx'), parseWith(newTodoWire, await readJson(c)))
    c.header('Location', `${c.get('ctx').baseUrl}/api/v1/todos/${todo.id}`)
    return c.json(toTodoWire(todo), 201)
  })

  document(app, 'get', '/todos/{id}', 'Get a todo', {
    params,
    answers: { 200: ['The todo', jsonOf(todoWire)] },
  })
  app.get(byId, async c => c.json(toTodoWire(await getTodo(c.get('ctx'), Number(c.req.param('id'))))))

  document(app, 'put', '/todos/{id}', 'Change the given fields of a todo; null clears a field', {
    params,
    body: todoChangeWire,
    answers: { 200: ['The whole todo', jsonOf(todoWire)] },
  })
  app.put(byId, async c => {
    const change = parseWith(todoChangeWire, await readJson(c))
    return c.json(toTodoWire(await updateTodo(c.get('ctx'), Number(c.req.param('id')), change)))
  })

  document(app, 'delete', '/todos/{id}', 'Delete a todo', {
    params,
    answers: { 200: ['The deleted todo, or {} when there was none', jsonOf(todoWire.partial())] },
  })
  app.delete(byId, async c => {
    const deleted = await deleteTodo(c.get('ctx'), Number(c.req.param('id')))
    return c.json(deleted ? toTodoWire(deleted) : {})
  })
}
