import { setTimeout as delay } from 'node:timers/promises'
import type { Target } from '../targets/target.ts'

export const pollEveryMs = 25

/** Creates a job and polls its status until it ends, as a client without a stream does. @returns its id */
export async function createByPolling(target: Target): Promise<string> {
  const { task_id: id = '' } = await ask(`${target.api}/todos/ical`, 'POST')
  for (;;) {
    const { task_status: status } = await ask(`${target.api}/todos/ical/${id}/status`, 'GET')
    if (status === 'SUCCESS') return id
    if (status !== 'PENDING' && status !== 'STARTED')
      throw new Error(`The job of ${target.name} ended with ${status}`)
    await delay(pollEveryMs)
  }
}

async function ask(url: string, method: string): Promise<{ task_id?: string; task_status?: string }> {
  const response = await fetch(url, { method })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as { task_id?: string }
}
