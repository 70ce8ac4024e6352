import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { openEventStream } from '../harness/event-stream.ts'
import type { Task } from '../harness/test-service.ts'
import type { History, Watch } from './history.ts'
import type { ManagedProcess } from './managed-process.ts'
import { changeTodos } from './todo-changers.ts'

type Load = { servers: ManagedProcess[]; history: History; roll: () => number; jobsPerSecond: number }

type Answer = { status: number; body: Record<string, unknown> }

const answerTimeoutMs = 6_000
const pauseMs = 300
/** While nothing answers, more requests would only delay the recovery. */
const maxRequesting = 150
const maxWatching = 60
const todoChangers = 8

/** Creates, changes and deletes todos; creates, cancels, retries and watches jobs; until stopped. */
export function startClients({ servers, history, roll, jobsPerSecond }: Load): {
  /** Ends the load; resolves when every request has its answer. */
  stop: () => Promise<void>
  /** Resolves when every watcher has received an end. */
  watched: () => Promise<void>
} {
  const stopped = new AbortController()
  const running = new Set<Promise<unknown>>()
  const watching = new Set<Promise<unknown>>()
  const anyServer = () => servers[Math.floor(roll() * servers.length)]?.url ?? ''

  /** Retries as a careful client does, at any server, until there is an answer. */
  async function ask(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    for (;;) {
      try {
        const response = await fetch(`${anyServer()}/api/v1${path}`, {
          method,
          signal: AbortSignal.timeout(answerTimeoutMs),
          headers: {
            ...(body && { 'content-type': 'application/json' }),
            ...(key !== undefined && { 'idempotency-key': key }),
          },
          ...(body && { body: JSON.stringify(body) }),
        })
        const answer = { status: response.status, body: (await response.json()) as Answer['body'] }
        if (answer.status === 500)
          history.badAnswers.push(`${method} ${path}: ${JSON.stringify(answer.body)}`)
        if (answer.status < 500) return answer
      } catch {
        history.unanswered += 1
      }
      await delay(pauseMs * (0.5 + roll()))
    }
  }

  async function createJob(): Promise<void> {
    const key = randomUUID()
    // Half of the jobs need a file of their own; the others may share one.
    const options = roll() < 0.5 ? { name: key } : { completed: 'exclude' }
    const first = await ask('POST', '/todos/ical', options, key)
    if (first.status !== 202) {
      history.badAnswers.push(`POST /todos/ical: ${first.status} ${JSON.stringify(first.body)}`)
      return
    }
    const id = String(first.body['task_id'])
    accept(id, key)
    if (roll() < 0.1) {
      const again = await ask('POST', '/todos/ical', options, key)
      if (again.body['task_id'] !== id)
        history.conflicts.push(`${key}: ${id}, then ${JSON.stringify(again.body)}`)
    }
    if (watching.size < maxWatching && roll() < 0.3) start(watching, watch(id))
    if (roll() < 0.05) await cancel(id)
  }
  function accept(id: string, key: string): void {
    history.accepted.set(id, { key, acceptedAtMs: performance.now() })
    history.note(id, `accepted with key ${key}`)
  }

  async function cancel(id: string): Promise<void> {
    await delay(roll() * 1_000)
    const { status } = await ask('DELETE', `/todos/ical/${id}`)
    history.note(id, `cancel answered with ${status}`)
    if (status === 200) history.cancelled.add(id)
    if (status !== 200 || roll() < 0.5) return
    const key = randomUUID()
    const retried = await ask('POST', `/todos/ical/${id}/retry`, undefined, key)
    if (retried.status === 202) accept(String(retried.body['task_id']), key)
  }

  async function watch(jobId: string): Promise<void> {
    const watched: Watch = { jobId, seen: [], connections: 0, hasEnded: false }
    history.watches.push(watched)
    let lastId = ''
    while (!watched.hasEnded) {
      watched.connections += 1
      try {
        using stream = await openEventStream(`${anyServer()}/api/v1/todos/ical/${jobId}/events`, {
          ...(lastId && { 'last-event-id': lastId }),
        })
        // 204: this watcher has already received the end.
        if (stream.status === 204) watched.hasEnded = true
        if (stream.status !== 200) continue
        for await (const { id = '', data = '{}' } of stream.events) {
          lastId = id
          const { state } = JSON.parse(data) as Task
          watched.seen.push({ version: Number(id.split('.')[1]), state })
          history.note(jobId, `watcher ${history.watches.indexOf(watched)} received ${id} ${state}`)
          if (state === 'SUCCESS' || state === 'FAILURE' || state === 'REVOKED') watched.hasEnded = true
        }
      } catch {
        // The watcher reconnects with the last id that it received.
      }
      await delay(pauseMs * roll())
    }
  }

  async function createJobs(): Promise<void> {
    const startedAtMs = performance.now()
    for (let made = 0; !stopped.signal.aborted; made += 1) {
      const dueAtMs = startedAtMs + (made * 1000) / jobsPerSecond
      const waitMs = dueAtMs - performance.now()
      if (waitMs > 0) await delay(waitMs, undefined, { signal: stopped.signal }).catch(() => {})
      if (running.size < maxRequesting) start(running, createJob())
    }
  }
  const changers = Array.from({ length: todoChangers }, () =>
    changeTodos(servers, history, roll, stopped.signal),
  )
  const loops = [...changers, createJobs()]

  return {
    async stop() {
      stopped.abort()
      await Promise.all(loops)
      while (running.size > 0) await Promise.all(running)
    },
    async watched() {
      while (watching.size > 0) await Promise.all(watching)
    },
  }
}

function start(running: Set<Promise<unknown>>, task: Promise<unknown>): void {
  running.add(task)
  void task.finally(() => running.delete(task))
}
