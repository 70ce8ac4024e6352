import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Todo } from '../../schema/todo.ts'
import type { TodoOrder, TodoSort } from '../../schema/todo-list.ts'

/** The sort keys; todos with the same key are ordered by id. */
const fieldOf = {
  created: 'createdAt',
  deadline: 'dueAt',
  title: 'title',
} as const satisfies Record<TodoSort, keyof Todo>

/** The position of a todo in a list with this sort; the next page starts after it. */
export type TodoPosition = { sort: TodoSort; value: string | null; id: number }

/** The fields that determine a todo's position. */
export type TodoHead = Pick<Todo, 'id' | 'createdAt' | 'dueAt' | 'title'>

export const toPosition = (sort: TodoSort, todo: TodoHead): TodoPosition => ({
  sort,
  value: todo[fieldOf[sort]],
  id: todo.id,
})

const usualOrder = { created: 'desc', deadline: 'asc', title: 'asc' } as const satisfies Record<
  TodoSort,
  TodoOrder
>

/** Todos without a deadline come last in both orders. */
const never = { asc: sql`'infinity'::timestamptz`, desc: sql`'-infinity'::timestamptz` }

/** Builds the compared expression from a column, or from the value in a position. */
const keyOf = {
  created: value => sql`${value}::timestamptz`,
  deadline: (value, order) => sql`coalesce(${value}::timestamptz, ${never[order]})`,
  title: value => sql`${value}::text collate "und-x-icu"`,
} satisfies Record<TodoSort, (value: RawBuilder<unknown>, order: TodoOrder) => RawBuilder<unknown>>

const columnOf = {
  created: sql.ref('created_at'),
  deadline: sql.ref('deadline_at'),
  title: sql.ref('title'),
} satisfies Record<TodoSort, RawBuilder<unknown>>

export function sortBy(sort: TodoSort, order: TodoOrder = usualOrder[sort]) {
  const key = keyOf[sort](columnOf[sort], order)
  const direction = order === 'asc' ? sql`asc` : sql`desc`
  const after = order === 'asc' ? sql`>` : sql`<`
  return {
    orderBy: sql`${key} ${direction}, id ${direction}`,
    isAfter: ({ value, id }: TodoPosition) =>
      sql<SqlBool>`(${key}, id) ${after} (${keyOf[sort](sql.val(value), order)}, ${id}::bigint)`,
  }
}
