import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { createTodoLister, type TodoLister } from '../../core/todos/list-todos.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from '../harness/test-database.ts'

let database: Database
let listTodos: TodoLister
const page = { sort: 'created', limit: 1000 } as const

beforeAll(async () => {
  database = await openTestDatabase()
  listTodos = createTodoLister(database.db)
})

afterAll(() => database[Symbol.asyncDispose]())

test('shares one read between concurrent requests for the same list only', async () => {
  await createTodo(database.db, localOwner, { title: 'open' })
  const asked = Array.from({ length: 10 }, () => listTodos(localOwner, {}, page))
  const other = listTodos(localOwner, { completed: true }, page)
  const lists = await Promise.all(asked)
  expect(new Set(lists).size).toBe(1)
  expect(lists[0]?.todos.map(({ title }) => title)).toEqual(['open'])
  expect((await other).todos).toEqual([])
})

/** @returns whether the list contains the new todo */
async function createAndFind(n: number): Promise<boolean> {
  const { id } = await createTodo(database.db, localOwner, { title: `${n}` })
  return (await listTodos(localOwner, {}, page)).todos.some(todo => todo.id === id)
}

async function keepCreating(n: number): Promise<boolean[]> {
  const seen: boolean[] = []
  while (seen.length < 5) seen.push(await createAndFind(n))
  return seen
}

test('lists every todo that was created before the request, under concurrent reads and writes', async () => {
  const seen = (await Promise.all(Array.from({ length: 12 }, (_, n) => keepCreating(n)))).flat()
  expect(seen).toHaveLength(60)
  expect(seen).not.toContain(false)
})
