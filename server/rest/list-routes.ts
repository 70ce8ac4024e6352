import { z } from '@hono/zod-openapi'
import { newTodoList, todoListChange } from '../../schema/lists.ts'
import {
  countTodosByList,
  createTodoList,
  deleteTodoList,
  listTags,
  listTodoLists,
  restoreTodoList,
  updateTodoList,
} from '../operations/lists.ts'
import { type AddRoute, jsonOf } from './routes.ts'
import { listCountWire, listWire, toListCountWire, toListWire } from './list-wire.ts'
import { parseWith, readJson } from './parse.ts'

export function addListRoutes(route: AddRoute): void {
  const byId = '/lists/:id{[0-9]+}'
  const params = z.object({ id: z.int() })

  route('lists', 'get', '/lists', 'Get the lists of todos', {
    answers: { 200: ['All lists, in their order', jsonOf(z.array(listWire))] },
  }).handle(async c => c.json((await listTodoLists(c.get('ctx'))).map(toListWire)))

  route('listCounts', 'get', '/lists/counts', 'Count the open todos of each list', {
    answers: { 200: ['The lists with open todos', jsonOf(z.array(listCountWire))] },
  }).handle(async c => c.json((await countTodosByList(c.get('ctx'))).map(toListCountWire)))

  route('tags', 'get', '/tags', 'Get the tags of all todos', {
    answers: { 200: ['The tags, the most used first', jsonOf(z.array(z.string()))] },
  }).handle(async c => c.json(await listTags(c.get('ctx'))))

  route('createList', 'post', '/lists', 'Create a list', {
    body: newTodoList,
    answers: { 201: ['The list', jsonOf(listWire)] },
  }).handle(async c =>
    c.json(toListWire(await createTodoList(c.get('ctx'), parseWith(newTodoList, await readJson(c)))), 201),
  )

  route('updateList', 'put', byId, 'Change the given fields of a list', {
    params,
    body: todoListChange,
    answers: { 200: ['The whole list', jsonOf(listWire)] },
  }).handle(async c => {
    const change = parseWith(todoListChange, await readJson(c))
    return c.json(toListWire(await updateTodoList(c.get('ctx'), Number(c.req.param('id')), change)))
  })

  route('deleteList', 'delete', byId, 'Delete a list and move its todos to the inbox', {
    params,
    answers: { 200: ['The deleted list', jsonOf(listWire)] },
  }).handle(async c => c.json(toListWire(await deleteTodoList(c.get('ctx'), Number(c.req.param('id'))))))

  route('restoreList', 'post', `${byId}/restore`, 'Restore a deleted list with its todos', {
    params,
    answers: { 200: ['The list', jsonOf(listWire)] },
  }).handle(async c => c.json(toListWire(await restoreTodoList(c.get('ctx'), Number(c.req.param('id'))))))
}
