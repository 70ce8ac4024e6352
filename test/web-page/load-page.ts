import { vi } from 'vitest'

/**
 * Loads what the page shows and sends changes with, as a page of this server. `vi.unstubAllGlobals` ends it. One test file can
 * call it: files of a process share its modules, and so the server.
 */
export async function loadPage(url: string) {
  const storage = { getItem: () => null, setItem() {}, removeItem() {} }
  vi.stubGlobal('location', new URL(url))
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('sessionStorage', storage)
  vi.stubGlobal('addEventListener', () => {})
  return {
    ...(await import('../../client/web/lists/all-lists.ts')),
    ...(await import('../../client/web/outbox/send-change.ts')),
    ...(await import('../../client/web/outbox/show-changes.ts')),
    ...(await import('../../client/web/settings/settings-queries.ts')),
    ...(await import('../../client/web/todos/cached-todos.ts')),
    ...(await import('../../client/web/todos/changed-todo.ts')),
  }
}

export type LoadedPage = Awaited<ReturnType<typeof loadPage>>
