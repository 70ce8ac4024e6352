import { setTimeout as delay } from 'node:timers/promises'
import type { Side } from '../targets/side.ts'

export const pollEveryMs = 25

/** Makes one job and asks for its status until it ends, as a client without a stream does. @returns its id */
export async function makeByPolling(side: Side): Promise<string> {
  const { task_id: id = '' } = await ask(`${side.api}/todos/ical`, 'POST')
  for (;;) {
    const { task_status: status } = await ask(`${side.api}/todos/ical/${id}/status`, 'GET')
    if (status === 'SUCCESS') return id
    if (status !== 'PENDING' && status !== 'STARTED')
      throw new Error(`The job of ${side.name} ended with ${status}`)
    await delay(pollEveryMs)
  }
}

async function ask(url: string, method: string): Promise<{ task_id?: string; task_status?: string }> {
  const response = await fetch(url, { method })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as { task_id?: string }
}
