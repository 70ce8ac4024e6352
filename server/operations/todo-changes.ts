import { watchTodos } from '../../core/live/watch-todos.ts'
import { maxUpdateBytes, type ReadTodoUpdate } from '../../core/todos/read-todo-changes.ts'
import type { RequestContext } from '../context.ts'
import { toPreparedBytes } from '../http/responses.ts'

/** What happened after a revision until now. When much has happened, the answer ends early. */
export async function readTodoChanges(
  { todoChanges, ownerId, responses, outgoing }: RequestContext,
  after: number | undefined,
): Promise<ReadTodoUpdate> {
  const reservation = await responses.reserve(outgoing, toPreparedBytes(maxUpdateBytes))
  const update = await todoChanges.read(ownerId, after)
  reservation.resize(toPreparedBytes(update.bytes))
  return update
}

/** The caller has opened the stream. */
export const watchTodoChanges = (
  { todoChanges, ownerId, streams, responses, outgoing }: RequestContext,
  after: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<ReadTodoUpdate> =>
  watchTodos(todoChanges, ownerId, after, {
    signal,
    takeTurn: responses.takeTurn,
    async reserve(bytes) {
      const reservation = await streams.reserve(outgoing, toPreparedBytes(bytes), signal)
      return { ...reservation, resize: read => reservation.resize(toPreparedBytes(read)) }
    },
  })

/** Lets the watchers of this server see a change at once, after its commit. */
export async function announce<T>({ todoChanges, ownerId }: RequestContext, change: Promise<T>): Promise<T> {
  const changed = await change
  todoChanges.hint(ownerId)
  return changed
}
