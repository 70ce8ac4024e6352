import { z } from 'zod'
import type { TodoList } from './lists.ts'
import type { Todo } from './todo.ts'

/**
 * What happened to an owner's todos after a revision, up to `revision`. Each todo occurs once, as it is now. When much has
 * happened, an update ends early, and the next one follows.
 */
export type TodoUpdate = {
  revision: number
  changed: Todo[]
  deleted: DeletedTodo[]
  /** All lists when one of them has changed, otherwise null. */
  lists: TodoList[] | null
  /** The log does not reach back that far: read the todos and the lists again, and go on after `revision`. */
  reset: boolean
}

export type DeletedTodo = { id: number; uid: string }

/** The revision of the last update that a client has seen; as a text too, as event streams write it. */
export const todosRevision = z
  .union(
    [
      z.int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ],
    'must be a revision',
  )
  .pipe(z.int().min(0, 'must be a revision'))

/** An id that is no revision is one that the log does not reach back to. */
export function readLastEventId(id: string | undefined): number | undefined {
  if (id === undefined || id === '') return undefined
  const revision = todosRevision.safeParse(id)
  return revision.success ? revision.data : neverReached
}

const neverReached = Number.MAX_SAFE_INTEGER
