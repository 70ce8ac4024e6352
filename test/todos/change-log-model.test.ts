import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Database, Db } from '../../core/database/db.ts'
import { deleteTodoList } from '../../core/lists/deleted-lists.ts'
import { createTodoList, getTodoLists, updateTodoList } from '../../core/lists/todo-lists.ts'
import { updateSettings } from '../../core/settings/settings.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { deleteTodo } from '../../core/todos/delete-todo.ts'
import { readTodoChanges } from '../../core/todos/read-todo-changes.ts'
import { todoColumns, toTodo } from '../../core/todos/todo-row.ts'
import { resetChangeLog } from '../../core/todos/todos-changed.ts'
import { deleteOldTombstones, emptyTrash, restoreTodo } from '../../core/todos/trash.ts'
import { updateTodo } from '../../core/todos/update-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import type { Todo } from '../../schema/todo.ts'
import type { TodoList } from '../../schema/lists.ts'
import { openTestDatabase } from '../harness/test-database.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
  return () => database[Symbol.asyncDispose]()
})

const listTodos = async (db: Db): Promise<Todo[]> =>
  (await db.selectFrom('todo').select(todoColumns).orderBy('id').execute()).map(toTodo)

/** A watcher that is away between its reads. */
class Watcher {
  seen: number | undefined
  todos = new Map<number, Todo>()
  lists: TodoList[] = []

  /** Reads one update, as a stream sends it. @returns whether there was anything new */
  async read(db: Db): Promise<boolean> {
    const { revision, changed, deleted, lists, reset } = await readTodoChanges(db, localOwner, this.seen)
    const isBehind = this.seen === undefined || this.seen !== revision
    if (this.seen === undefined || reset) {
      this.todos = new Map((await listTodos(db)).map(todo => [todo.id, todo]))
      this.lists = await getTodoLists(db, localOwner)
    }
    if (!reset && revision < (this.seen ?? 0)) throw new Error(`Revision ${revision} came after ${this.seen}`)
    for (const todo of changed) this.todos.set(todo.id, todo)
    for (const { id } of deleted) this.todos.delete(id)
    this.lists = lists ?? this.lists
    this.seen = revision
    return isBehind
  }
}

type Action = (db: Db, pick: <T>(items: readonly T[]) => T | undefined) => Promise<unknown>

const longText = 'x'.repeat(9_999)

const actions: Record<string, Action> = {
  create: db => createTodo(db, localOwner, { title: 'a' }),
  'create long ones': db =>
    Promise.all(
      Array.from({ length: 8 }, () => createTodo(db, localOwner, { title: 'b', description: longText })),
    ),
  async change(db, pick) {
    const todo = pick(await listTodos(db))
    if (todo) await updateTodo(db, localOwner, todo.id, { completed: !todo.completed })
  },
  async file(db, pick) {
    const [todo, list] = [pick(await listTodos(db)), pick(await getTodoLists(db, localOwner))]
    if (todo) await updateTodo(db, localOwner, todo.id, { listId: list?.id })
  },
  async delete(db, pick) {
    const todo = pick(await listTodos(db))
    if (todo) await deleteTodo(db, localOwner, todo.id)
  },
  async restore(db, pick) {
    const trashed = pick(
      await db.selectFrom('deleted_todo').select('id').where('todo', 'is not', null).orderBy('id').execute(),
    )
    if (trashed) await restoreTodo(db, localOwner, trashed.id)
  },
  'empty the trash': db => emptyTrash(db, localOwner),
  async 'delete tombstones'(db) {
    await db
      .updateTable('deleted_todo')
      .set({ deleted_at: new Date('2020-01-01') })
      .execute()
    await deleteOldTombstones(db, 3)
  },
  async 'create a list'(db) {
    const lists = await getTodoLists(db, localOwner)
    if (lists.length < 5)
      await createTodoList(db, localOwner, { name: `List ${lists.length} ${Math.random()}` })
  },
  async 'move a list'(db, pick) {
    const list = pick(await getTodoLists(db, localOwner))
    if (list) await updateTodoList(db, localOwner, list.id, { position: 0, color: '#112233' })
  },
  async 'delete a list'(db, pick) {
    const list = pick((await getTodoLists(db, localOwner)).filter(({ isInbox }) => !isInbox))
    if (list) await deleteTodoList(db, localOwner, list.id)
  },
  'change the time zone': (db, pick) =>
    updateSettings(db, localOwner, { timeZone: pick(['UTC', 'Asia/Tokyo', 'Europe/Berlin']) }),
}

const step = fc.oneof(
  fc.record({ action: fc.constantFrom(...Object.keys(actions)), at: fc.nat(1_000) }),
  fc.record({ watcher: fc.nat(2) }),
)

test('brings every watcher to the current todos and lists, however often it reconnects', async () => {
  const { db } = database
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async steps => {
      await db.deleteFrom('todo').execute()
      await resetChangeLog(db, localOwner)
      const watchers = [new Watcher(), new Watcher(), new Watcher()]
      for (const taken of steps) {
        if ('watcher' in taken) await watchers[taken.watcher]?.read(db)
        else await actions[taken.action]?.(db, items => items[taken.at % Math.max(1, items.length)])
      }
      const [todos, lists] = [await listTodos(db), await getTodoLists(db, localOwner)]
      for (const watcher of watchers) {
        while (await watcher.read(db));
        expect([...watcher.todos.values()].toSorted((a, b) => a.id - b.id)).toEqual(todos)
        expect(watcher.lists).toEqual(lists)
      }
    }),
    { numRuns: 40 },
  )
})
