import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../core/database/db.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { createTodoList } from '../../core/lists/todo-lists.ts'
import { createTodoLister } from '../../core/todos/list-todos.ts'
import { foldText } from '../../schema/fold-text.ts'
import { localOwner } from '../../schema/owner.ts'
import { priorities } from '../../schema/priority.ts'
import type { Todo } from '../../schema/todo.ts'
import { createScopeMatcher } from '../../schema/match-scope.ts'
import type { TodoScope } from '../../schema/todo-scope.ts'
import { openTestDatabase } from '../harness/test-database.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(() => database[Symbol.asyncDispose]())

/** Blocks of letters that PostgreSQL has known for long: its Unicode can be older than that of Node.js. */
const known = /[ -\u024f\u0370-\u06ff\u0900-\u10ff\u1e00-\u1fff\u3000-\u9fff\uac00-\ud7af\uf900-\uffef]/

test('folds every letter in memory as the database does', async () => {
  const letters = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(letter =>
    known.test(letter),
  )
  const { rows } = await sql<{ letter: string; folded: string }>`
    select letter, fold_text(letter) as folded from unnest(${letters}::text[]) as letter`.execute(database.db)
  expect(rows).toHaveLength(letters.length)
  expect(rows.filter(({ letter, folded }) => foldText(letter) !== folded)).toEqual([])
})

test.each([
  ['Übermäßig GROSS', 'ubermassig gross'],
  ['Crème brûlée', 'creme brulee'],
  ['ΟΔΥΣΣΕΥΣ Οδυσσεύς', 'οδυσσευσ οδυσσευσ'],
  ['İstanbul ısı', 'istanbul isi'],
  ['Łódź Øresund', 'lodz oresund'],
  ['ﬁle ½ Ⅳ', 'file 1⁄2 iv'],
  ['שָׁלוֹם', 'שלום'],
  ['日本語 ｶﾀｶﾅ', '日本語 カタカナ'],
])('folds %s to %s', async (text, folded) => {
  const { rows } = await sql<{ folded: string }>`select fold_text(${text}) as folded`.execute(database.db)
  expect([foldText(text), rows[0]?.folded]).toEqual([folded, folded])
})

const word = fc.constantFrom('essay', 'Été', 'straße', '100%', 'a_b', 'x', 'two words', '日本', '\\', '"q"')
const words = fc.array(word, { maxLength: 3 }).map(chosen => chosen.join(' '))
const tags = fc.uniqueArray(fc.constantFrom('exam', 'Later', 'é', 'a b'), { maxLength: 3 })
const some = <T>(values: fc.Arbitrary<T>) =>
  fc.option(fc.array(values, { minLength: 1, maxLength: 2 }), { nil: undefined })
const listIds = fc.constantFrom('1', '2', '3')

const scope: fc.Arbitrary<TodoScope> = fc.record({
  list: some(listIds),
  withoutList: some(listIds),
  tag: some(fc.constantFrom('EXAM', 'later', 'e')),
  withoutTag: some(fc.constantFrom('exam', 'É')),
  priority: some(fc.constantFrom(...priorities)),
  hasDeadline: fc.option(fc.boolean(), { nil: undefined }),
  search: fc.option(
    fc
      .array(fc.tuple(fc.constantFrom('', '-'), word), { maxLength: 3 })
      .map(all => all.map(([minus, text]) => minus + text).join(' ')),
    { nil: undefined },
  ),
})

test('finds the same todos in the database as in memory, for any scope', async () => {
  const { db } = database
  await createTodoList(db, localOwner, { name: 'Two' })
  await createTodoList(db, localOwner, { name: 'Three' })
  const drawn = fc.sample(
    fc.record({
      title: words.map(text => text || '-'),
      description: fc.option(words),
      listId: fc.constantFrom(1, 2, 3),
      tags,
      priority: fc.constantFrom(...priorities),
      deadlineOn: fc.option(fc.constant('2030-01-02')),
    }),
    { numRuns: 150, seed: 4 },
  )
  const todos: Todo[] = []
  for (const todo of drawn) todos.push(await createTodo(db, localOwner, todo))
  const list = createTodoLister(db)
  let found = 0
  await fc.assert(
    fc.asyncProperty(scope, async filter => {
      const { todos: listed } = await list(localOwner, filter, { sort: 'created', order: 'asc', limit: 1000 })
      expect(listed.map(({ id }) => id)).toEqual(todos.filter(createScopeMatcher(filter)).map(({ id }) => id))
      found += listed.length
    }),
    { numRuns: 300 },
  )
  // On average 467.
  expect(found).toBeGreaterThan(100)
})

test('lists words in the title first, then beginnings of words, in any line of the description', async () => {
  const { db } = database
  const owner = 'ranked'
  await db.insertInto('owner').values({ id: owner }).execute()
  const ranked: [title: string, description: string | null][] = [
    ['oats', 'bread\nmilk'],
    ['goats', null],
    ['first line', 'oats\nbread\nmilk'],
    ['second line', 'bread\noats\nmilk'],
    ['last line', 'bread\nmilk\noats'],
    ['middle of a line', 'bread, oats\nmilk'],
    ['middle of a word', 'bread\ngoats\nmilk'],
  ]
  // Todos of the same rank are listed newest first.
  for (const [title, description] of ranked.toReversed()) await createTodo(db, owner, { title, description })
  const { todos } = await createTodoLister(db)(owner, { search: 'oat' }, { sort: 'relevance', limit: 100 })
  expect(todos.map(({ title }) => title)).toEqual(ranked.map(([title]) => title))
})
