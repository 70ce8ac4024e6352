import { watch } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const folders = ['server', 'worker', 'core', 'embedded-postgres', 'schema']
const settleMs = 100

/** Calls `onChange` once after each burst of changes to the sources of the server and the worker. */
export function watchSources(onChange: () => void): Disposable {
  let settled: NodeJS.Timeout | undefined
  const watchers = folders.map(folder =>
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (!name?.endsWith('.ts')) return
      clearTimeout(settled)
      settled = setTimeout(onChange, settleMs)
    }),
  )
  return {
    [Symbol.dispose]() {
      clearTimeout(settled)
      for (const watcher of watchers) watcher.close()
    },
  }
}
