import { setTimeout as delay } from 'node:timers/promises'
import { openSocket, readHeads, repeatOnLanes, type Target, toGet, toPost } from './target.ts'

const lanes = 60
const maxStayMs = 300

/** Opens event streams at each door and resets them, sooner or later. */
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
  await repeatOnLanes(target, lanes, async (lane, turn) => {
    const socket = openSocket(target)
    readHeads(target, socket)
    socket.write(requests[(lane + turn) % requests.length] ?? '')
    await delay(Math.random() * maxStayMs)
    socket.resetAndDestroy()
  })
}

const acceptEvents = (request: string) => request.replace('\r\n', '\r\nAccept: text/event-stream\r\n')
