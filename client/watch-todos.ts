import type { TodoUpdateWire as TodoUpdate } from '../schema/wire/todo-update.ts'
import type { Client } from './create-client.ts'

type WatchOptions = {
  /** The `revision` of the last update that was seen. Without it, the first update has only the current revision. */
  after?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * Yields what happens to the todos, through any break of the connection or the server, until the signal aborts. Subscribe, then
 * read the todos, then apply the updates. After an update with `reset`, read them again.
 */
export async function* watchTodos(
  client: Client,
  { after, signal }: WatchOptions = {},
): AsyncGenerator<TodoUpdate, void> {
  let seen = after
  for (;;) {
    if (signal?.aborted) return
    const updates = client.todosChanged.subscribe({ after: seen }, signal && { signal })
    for await (const { data: update } of updates) {
      seen = update.revision
      yield update
    }
  }
}
