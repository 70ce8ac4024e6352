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

test('those who ask for the same list at once share one, those who ask for another do not', async () => {
  await createTodo(database.db, localOwner, { title: 'open' })
  const asked = Array.from({ length: 10 }, () => listTodos(localOwner, {}, page))
  const other = listTodos(localOwner, { completed: true }, page)
  const lists = await Promise.all(asked)
  expect(new Set(lists).size).toBe(1)
  expect(lists[0]?.todos.map(({ title }) => title)).toEqual(['open'])
  expect((await other).todos).toEqual([])
})

/** @returns whether it is there */
async function makeAndLook(n: number): Promise<boolean> {
  const { id } = await createTodo(database.db, localOwner, { title: `${n}` })
  return (await listTodos(localOwner, {}, page)).todos.some(todo => todo.id === id)
}

test('everybody sees what was there when they asked, however many read and write at once', async () => {
  const endsAtMs = performance.now() + 1_000
  async function keepMaking(n: number): Promise<boolean[]> {
    const seen: boolean[] = []
    while (performance.now() < endsAtMs && seen.length < 60) seen.push(await makeAndLook(n))
    return seen
  }
  const seen = (await Promise.all(Array.from({ length: 12 }, (_, n) => keepMaking(n)))).flat()
  expect(seen.length).toBeGreaterThan(20)
  expect(seen).not.toContain(false)
})
