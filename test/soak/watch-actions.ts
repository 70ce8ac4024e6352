import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type Action, pick, type SoakContext } from './action.ts'
import { createJob } from './job-actions.ts'

export const watchActions: Action[] = [{ name: 'watch a job', share: 10, act: watchJob }]

const endTimeoutMs = 60_000
const maxStayMs = 3_000
const end = /"state":"(SUCCESS|FAILURE|REVOKED)"/
const doors = ['REST', 'GraphQL', 'tRPC'] as const

/** Most watchers stay and must receive the end. Others leave early, some of them by a reset. */
async function watchJob(context: SoakContext): Promise<void> {
  const id = await createJob(context)
  const door = pick(context, doors) ?? 'REST'
  const stream = await context.client.openStream(...openings[door](id))
  if (stream.statusCode !== 200) throw new Error(`a stream at ${door} answered ${stream.statusCode}`)
  const dice = context.roll()
  try {
    if (dice < 0.6) await watchToTheEnd(stream, door)
    else await leaveEarly(stream, context.roll() * maxStayMs, dice < 0.8)
  } finally {
    stream.destroy()
  }
  context.notes.count(
    dice < 0.6 ? `watchers at ${door} that received the end` : `watchers at ${door} that left`,
  )
}

const openings: Record<
  (typeof doors)[number],
  (id: string) => Parameters<SoakContext['client']['openStream']>
> = {
  REST: id => ['GET', `/api/v1/todos/ical/${id}/events`],
  GraphQL: id => [
    'POST',
    '/graphql',
    {
      body: {
        query: 'subscription ($id: ID!) { calendarJobStatus(id: $id) { state eventId progress { done } } }',
        variables: { id },
      },
    },
  ],
  tRPC: id => ['GET', `/trpc/calendarJobStatus?input=${encodeURIComponent(JSON.stringify({ id }))}`],
}

async function watchToTheEnd(stream: IncomingMessage, door: string): Promise<void> {
  const timer = setTimeout(() => stream.destroy(new Error(`No end within ${endTimeoutMs} ms`)), endTimeoutMs)
  let text = ''
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      text += String(chunk)
      if (end.test(text)) return
    }
  } catch (error) {
    throw new Error(`A watcher at ${door} did not receive the end; it received ${text}`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
  throw new Error(`A watcher at ${door} did not receive the end; it received ${text}`)
}

async function leaveEarly(stream: IncomingMessage, stayMs: number, isAbrupt: boolean): Promise<void> {
  stream.on('error', () => {}).resume()
  await delay(stayMs)
  if (isAbrupt) stream.socket.resetAndDestroy()
}
