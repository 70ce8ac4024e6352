import { setTimeout as delay } from 'node:timers/promises'
import type { Door } from '../doors/door.ts'
import { doors, readPages } from '../doors/doors.ts'
import { applyUpdate, emptyCopy, findDifferences, type TodoCopy } from '../harness/todo-copy.ts'
import type { History } from './history.ts'
import type { ManagedProcess } from './managed-process.ts'

type Watchers = {
  /** Waits until each watcher has the current revision, then compares. @returns what is wrong */
  compare: (revision: number, timeoutMs: number) => Promise<string[]>
  stop: () => void
}

const watchersPerDoor = 3
const pauseMs = 300
/** Some leave a healthy stream, to resume at another server. */
const leaveChance = 0.02

/** Watches the todos at every door, at any server, through all breaks. */
export function startTodoWatchers(
  servers: readonly ManagedProcess[],
  history: History,
  roll: () => number,
): Watchers {
  const stopped = new AbortController()
  const anyServer = () => servers[Math.floor(roll() * servers.length)]?.url ?? ''
  const copies = doors.flatMap(({ name, open }) =>
    Array.from({ length: watchersPerDoor }, () => ({ name, open, copy: emptyCopy() })),
  )

  async function watch(copy: TodoCopy, connect: () => Door): Promise<void> {
    while (!stopped.signal.aborted) {
      history.todoWatcherConnections += 1
      try {
        const door = connect()
        for await (const update of door.watchTodos(copy.after)) {
          history.todoUpdates += 1
          if (update.reset) history.todoResets += 1
          const before = copy.after ?? 0
          await applyUpdate(copy, update, { listAll: () => listAll(door), getLists: door.getLists })
          if (!update.reset && update.revision < before)
            history.badAnswers.push(`todos: revision ${update.revision} after ${before}`)
          if (roll() < leaveChance || stopped.signal.aborted) break
        }
      } catch (error) {
        if (/Unexpected|INTERNAL/.test(String(error))) history.badAnswers.push(`todos: ${String(error)}`)
      }
      await delay(pauseMs * roll())
    }
  }
  for (const { open, copy } of copies) void watch(copy, () => open(anyServer()))

  return {
    async compare(revision, timeoutMs) {
      const deadline = performance.now() + timeoutMs
      const isBehind = ({ copy }: (typeof copies)[number]) => (copy.after ?? -1) < revision
      while (copies.some(isBehind) && performance.now() < deadline) await delay(pauseMs)
      const [door] = doors.map(({ open }) => open(anyServer()))
      if (!door) return []
      const [todos, lists] = [(await listAll(door)).toSorted((a, b) => a.id - b.id), await door.getLists()]
      return copies.flatMap(watcher =>
        isBehind(watcher)
          ? [`${watcher.name}: has ${watcher.copy.after}, not ${revision}`]
          : findDifferences(watcher.copy, todos, lists).map(difference => `${watcher.name}: ${difference}`),
      )
    },
    stop: () => stopped.abort(),
  }
}

const listAll = async (door: Door) => (await readPages(after => door.listTodos({ limit: 500, after }))).flat()
