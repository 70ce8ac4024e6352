import type { QueryClient } from '@tanstack/react-query'
import type { TodoUpdateWire as TodoUpdate } from '../../../schema/wire/todo-update.ts'
import { watchTodos } from '../../watch-todos.ts'
import { needsToken, untilSignedIn } from '../account/access.ts'
import { accountSuffix } from '../account/page-account.ts'
import { client } from '../api.ts'
import { isUnauthorized } from '../describe-error.ts'
import { createUpdates } from './todo-updates.ts'

const name = `taskoverflow-todos${accountSuffix}`
const retryAfterMs = 5_000

/**
 * Shows what happens to the todos anywhere. One tab reads the stream and hands it to the others: a browser has six
 * connections for all pages of a server. When that tab is closed, the next one goes on where it was.
 */
export function followTodos(queryClient: QueryClient): void {
  const channel = new BroadcastChannel(name)
  const updates = createUpdates(queryClient)
  let seen: number | undefined

  function receive(update: TodoUpdate): void {
    // No update contains what happened before the first one.
    updates.add(seen === undefined ? { ...update, reset: true } : update)
    seen = update.revision
  }

  async function read(): Promise<void> {
    for (;;) {
      try {
        for await (const update of watchTodos(client, { after: seen })) {
          receive(update)
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
          channel.postMessage(update)
        }
      } catch (error) {
        if (isUnauthorized(error) && (await untilSignedIn())) continue
        // The page is loaded again with it.
        if (needsToken()) return
      }
      await new Promise(resolve => setTimeout(resolve, retryAfterMs))
    }
  }

  channel.addEventListener('message', ({ data }: MessageEvent<TodoUpdate>) => receive(data))
  // Only pages of secure origins have locks; elsewhere each tab reads the stream.
  if ('locks' in navigator) void navigator.locks.request(name, read)
  else void read()
}
