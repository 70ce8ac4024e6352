import { isDeepStrictEqual } from 'node:util'
import type { List, Todo, TodoUpdate } from '../doors/door.ts'

/** What a client knows of the todos, and how far. */
export type TodoCopy = { after: number | undefined; todos: Map<number, Todo>; lists: List[] }

type Source = { listAll: () => Promise<Todo[]>; getLists: () => Promise<List[]> }

export const emptyCopy = (): TodoCopy => ({ after: undefined, todos: new Map(), lists: [] })

/** Applies an update as docs/api.md says. The first one, and a reset, mean to read everything. */
export async function applyUpdate(
  copy: TodoCopy,
  { revision, changed, deleted, lists, reset }: TodoUpdate,
  source: Source,
): Promise<void> {
  if (copy.after === undefined || reset) {
    copy.lists = await source.getLists()
    copy.todos = new Map((await source.listAll()).map(todo => [todo.id, todo]))
  }
  for (const todo of changed) copy.todos.set(todo.id, todo)
  for (const { id } of deleted) copy.todos.delete(id)
  if (lists) copy.lists = lists
  copy.after = revision
}

/** The differences between a copy and what it is a copy of. */
export function findDifferences(copy: TodoCopy, todos: readonly Todo[], lists: readonly List[]): string[] {
  const differences: string[] = []
  const actual = new Map(todos.map(todo => [todo.id, todo]))
  for (const id of new Set([...actual.keys(), ...copy.todos.keys()])) {
    const [is, copied] = [actual.get(id), copy.todos.get(id)]
    if (!isDeepStrictEqual(is, copied))
      differences.push(`todo ${id} is ${JSON.stringify(is)}, copied as ${JSON.stringify(copied)}`)
  }
  if (!isDeepStrictEqual(lists, copy.lists))
    differences.push(`the lists are ${JSON.stringify(lists)}, copied as ${JSON.stringify(copy.lists)}`)
  return differences
}
