import { connect } from 'node:net'
import type { WatchOrder } from './watch.ts'

const atOnce = 200

// A process that carries out one order after the other, and ends with the bench.
process.on('disconnect', () => process.exit())
process.on('message', (order: WatchOrder) => void carryOut(order))

async function carryOut({ url, watchers }: WatchOrder): Promise<void> {
  const ends: Promise<number>[] = []
  for (let opened = 0; opened < watchers; opened += atOnce) {
    const streams = await Promise.all(
      Array.from({ length: Math.min(atOnce, watchers - opened) }, () => openStream(url)),
    )
    ends.push(...streams.map(({ end }) => end))
  }
  process.send?.({ opened: watchers })
  const endsAtMs = (await Promise.all(ends)).toSorted((a, b) => a - b)
  process.send?.({ endsAtMs })
}

/** Resolves with the first event; `end` with the time of a terminal one. */
async function openStream(url: string): Promise<{ end: Promise<number> }> {
  const { hostname, port, host, pathname } = new URL(url)
  const { promise: first, resolve: begin, reject: fail } = Promise.withResolvers<void>()
  const { promise: end, resolve: finish, reject: breakOff } = Promise.withResolvers<number>()
  end.catch(() => {})
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`)
  socket.setEncoding('utf8').on('data', chunk => {
    const text = String(chunk)
    if (text.includes('"state":"SUCCESS"')) finish(Date.now())
    if (text.includes('event: status')) begin()
  })
  for (const event of ['error', 'close'] as const) {
    socket.on(event, () => {
      fail(new Error(`A stream of ${url} ended with ${event}`))
      breakOff(new Error('A stream ended without the end of its job'))
    })
  }
  await first
  return { end }
}
