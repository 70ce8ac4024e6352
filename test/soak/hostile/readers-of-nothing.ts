import { setTimeout as delay } from 'node:timers/promises'
import { hold, openSocket, scale, type Target, toGet, toPost } from './target.ts'
import { graphqlPage, trpcPage } from './large-pages.ts'

const readers = 3_000
const atOnce = 50
const pauseMs = 50
const heldMs = 20_000

/** Three thousand connections ask for something long and never read a byte of it. */
export async function askAndReadNothing(target: Target): Promise<void> {
  const requests = [
    toGet(target, '/api/v1/todos'),
    toGet(target, '/api/v1/todos?limit=1000'),
    toGet(target, `/api/v1/todos/ical/${target.finishedJob}/result`),
    toGet(target, target.feedPath),
    toGet(target, trpcPage),
    toPost(target, '/graphql', graphqlPage),
  ]
  while (!target.isOver()) {
    const sockets: ReturnType<typeof openSocket>[] = []
    for (let opened = 0; opened < scale(target, readers) && !target.isOver(); opened += 1) {
      const socket = openSocket(target)
      socket.write(requests[opened % requests.length] ?? '')
      sockets.push(socket)
      target.count('connections')
      if (opened % atOnce === 0) await delay(pauseMs)
    }
    await hold(target, heldMs)
    for (const socket of sockets) socket.resetAndDestroy()
  }
}
