import { setTimeout as delay } from 'node:timers/promises'
import type { Answer, Client } from '../client.ts'
import { expectStatus } from '../action.ts'

export type CalmReport = {
  answersMs: number[]
  /** Responses 503 with Retry-After. */
  refusals: number
  failures: string[]
}

export type CalmUser = {
  /** Returns and resets the results since the last call. */
  report: () => CalmReport
}

const everyMs = 500
/** After this many refusals in a row, the user gives up. */
const maxAttempts = 10
const maxWaitSeconds = 5

/** Uses all doors at a low rate until the signal. Respects Retry-After. */
export function startCalmUser(client: Client, isAway: () => boolean, signal: AbortSignal): CalmUser {
  let report: CalmReport = { answersMs: [], refusals: 0, failures: [] }

  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const askedAtMs = performance.now()
      const answer = await client.ask(method, path, body === undefined ? {} : { body })
      report.answersMs.push(performance.now() - askedAtMs)
      if (answer.status !== 503 || attempt === maxAttempts) return answer
      report.refusals += 1
      await delay(Math.min(maxWaitSeconds, Number(answer.headers['retry-after'] ?? 1)) * 1000)
    }
  }

  async function useOnce(): Promise<void> {
    const title = `Calm ${Date.now()}`
    const { id } = JSON.parse(expectStatus(await ask('POST', '/api/v1/todos', { title }), 201)) as {
      id: number
    }
    expectStatus(await ask('GET', `/api/v1/todos/${id}`), 200)
    const query = 'mutation ($id: ID!) { updateTodo(id: $id, input: { completed: true }) { id } }'
    const updated = expectStatus(await ask('POST', '/graphql', { query, variables: { id: String(id) } }), 200)
    if (updated.includes('"errors"')) throw new Error(`GraphQL answered ${updated.slice(0, 200)}`)
    expectStatus(await ask('GET', '/api/v1/todos?limit=5'), 200)
    expectStatus(await ask('GET', '/api/v1/todos/ical?limit=20'), 200)
    expectStatus(await ask('POST', '/trpc/deleteTodo', { id }), 200)
  }

  async function useUntilAborted(): Promise<void> {
    while (!signal.aborted) {
      try {
        await useOnce()
      } catch (error) {
        if (isAway()) client.disconnect()
        else if (!signal.aborted) report.failures.push(String(error))
      }
      await delay(everyMs, undefined, { signal }).catch(() => {})
    }
  }
  void useUntilAborted()

  return {
    report() {
      const last = report
      report = { answersMs: [], refusals: 0, failures: [] }
      return last
    },
  }
}
