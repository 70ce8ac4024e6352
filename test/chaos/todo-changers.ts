import { setTimeout as delay } from 'node:timers/promises'
import { DoorError, type Door } from '../doors/door.ts'
import { doors } from '../doors/doors.ts'
import type { History } from './history.ts'
import type { ManagedProcess } from './managed-process.ts'

const answerTimeoutMs = 6_000
const pauseMs = 300
const minTodos = 20

/** Creates, changes, files, deletes and restores todos and lists, at any door of any server, until the signal aborts. */
export async function changeTodos(
  servers: readonly ManagedProcess[],
  history: History,
  roll: () => number,
  signal: AbortSignal,
): Promise<void> {
  const pick = <T>(items: readonly T[]) => items[Math.floor(roll() * items.length)]
  const todoIds: number[] = []
  const deletedIds: number[] = []
  const listIds: number[] = []

  /** Retries as a careful client does, until there is an answer. @returns undefined for an error of the client */
  async function run<T>(change: (door: Door) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const door = pick(doors)?.open(pick(servers)?.url ?? '')
      try {
        if (door) return await Promise.race([change(door), timeOut()])
      } catch (error) {
        if (error instanceof DoorError && error.code !== 'unavailable') return undefined
        if (/Unexpected|INTERNAL/.test(String(error))) history.badAnswers.push(`todos: ${String(error)}`)
        history.unanswered += 1
      }
      await delay(pauseMs * (0.5 + roll()))
    }
  }

  async function changeOne(): Promise<void> {
    const dice = roll()
    const id = pick(todoIds)
    if (id === undefined || dice < 0.35 || todoIds.length < minTodos) {
      const deadline = { deadlineAt: '2030-01-02T03:04:05Z' }
      const todo = await run(door => door.createTodo({ title: 'Chaos', tags: ['a'], ...deadline }))
      if (todo) todoIds.push(todo.id)
    } else if (dice < 0.6) await run(door => door.updateTodo(id, { completed: dice < 0.5 }))
    else if (dice < 0.7)
      await run(door => door.updateTodo(id, { title: `Chaos ${dice}`, list: `${pick(listIds) ?? 'Inbox'}` }))
    else if (dice < 0.88) {
      await run(door => door.deleteTodo(id))
      todoIds.splice(todoIds.indexOf(id), 1)
      deletedIds.push(id)
    } else if (dice < 0.94) {
      const deleted = pick(deletedIds)
      if (deleted !== undefined) await run(door => door.restoreTodo(deleted))
    } else await changeList(dice)
  }

  async function changeList(dice: number): Promise<void> {
    const id = pick(listIds)
    if (id === undefined || dice < 0.96) {
      const list = await run(door => door.createList({ name: `List ${roll()}` }))
      if (list) listIds.push(list.id)
    } else if (dice < 0.98) await run(door => door.updateList(id, { name: `List ${roll()}`, position: 0 }))
    else {
      await run(door => door.deleteList(id))
      listIds.splice(listIds.indexOf(id), 1)
    }
  }

  while (!signal.aborted) {
    await changeOne()
    history.todoChanges += 1
    await delay(50 + 200 * roll(), undefined, { signal }).catch(() => {})
  }
}

async function timeOut(): Promise<never> {
  await delay(answerTimeoutMs, undefined, { ref: false })
  throw new Error('No answer in time')
}
