import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Todo } from '../../schema/todo.ts'
import { rankOf } from './search.ts'
import type { TodoOrder, TodoSort } from '../../schema/todo-filter.ts'

/** The sort keys; todos with the same key are ordered by id. */
const fieldOf = {
  created: 'createdAt',
  deadline: 'dueAt',
  title: 'title',
  relevance: 'rank',
} as const satisfies Record<TodoSort, keyof TodoHead>

/** The position of a todo in a list with this sort; the next page starts after it. */
export type TodoPosition = { sort: TodoSort; value: string | number | null; id: number }

/** The fields that determine a todo's position. */
export type TodoHead = Pick<Todo, 'id' | 'createdAt' | 'dueAt' | 'title'> & { rank: number }

export const toPosition = (sort: TodoSort, todo: TodoHead): TodoPosition => ({
  sort,
  value: todo[fieldOf[sort]],
  id: todo.id,
})

const usualOrder = {
  created: 'desc',
  deadline: 'asc',
  title: 'asc',
  relevance: 'desc',
} as const satisfies Record<TodoSort, TodoOrder>

/** Todos without a deadline come last in both orders. */
const never = { asc: sql`'infinity'::timestamptz`, desc: sql`'-infinity'::timestamptz` }

/** Builds the compared expression from a column, or from the value in a position. */
const keyOf = {
  created: value => sql`${value}::timestamptz`,
  deadline: (value, order) => sql`coalesce(${value}::timestamptz, ${never[order]})`,
  title: value => sql`${value}::text collate "und-x-icu"`,
  relevance: value => sql`${value}::int`,
} satisfies Record<TodoSort, (value: RawBuilder<unknown>, order: TodoOrder) => RawBuilder<unknown>>

const columnOf = {
  created: () => sql.ref('created_at'),
  deadline: () => sql.ref('deadline_at'),
  title: () => sql.ref('title'),
  relevance: rankOf,
} satisfies Record<TodoSort, (search: string | undefined) => RawBuilder<unknown>>

/** @param search what `relevance` compares with */
export function sortBy(sort: TodoSort, order: TodoOrder = usualOrder[sort], search?: string) {
  const key = keyOf[sort](columnOf[sort](search), order)
  const direction = order === 'asc' ? sql`asc` : sql`desc`
  const after = order === 'asc' ? sql`>` : sql`<`
  return {
    orderBy: sql`${key} ${direction}, id ${direction}`,
    isAfter: ({ value, id }: TodoPosition) =>
      sql<SqlBool>`(${key}, id) ${after} (${keyOf[sort](sql.val(value), order)}, ${id}::bigint)`,
  }
}
