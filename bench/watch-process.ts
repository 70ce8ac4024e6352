import { connect } from 'node:net'
import type { WatchOrder } from './watch.ts'

const connectsAtOnce = 200

// A process that runs one order after another and exits with the bench.
process.on('disconnect', () => process.exit())
process.on('message', (order: WatchOrder) => void runOrder(order))

async function runOrder({ watchers, ...order }: WatchOrder): Promise<void> {
  const ends: Promise<number>[] = []
  for (let opened = 0; opened < watchers; opened += connectsAtOnce) {
    const streams = await Promise.all(
      Array.from({ length: Math.min(connectsAtOnce, watchers - opened) }, () => openStream(order)),
    )
    ends.push(...streams.map(({ end }) => end))
  }
  process.send?.({ opened: watchers })
  const endsAtMs = (await Promise.all(ends)).toSorted((a, b) => a - b)
  process.send?.({ endsAtMs })
}

/** Resolves with the first event; `end` resolves with the time of the last one. */
async function openStream({
  url,
  first: firstText,
  end: endText,
}: Omit<WatchOrder, 'watchers'>): Promise<{ end: Promise<number> }> {
  const { hostname, port, host, pathname } = new URL(url)
  const { promise: first, resolve: begin, reject: fail } = Promise.withResolvers<void>()
  const { promise: end, resolve: finish, reject: breakOff } = Promise.withResolvers<number>()
  end.catch(() => {})
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`)
  socket.setEncoding('utf8').on('data', chunk => {
    const text = String(chunk)
    if (text.includes(endText)) finish(Date.now())
    if (text.includes(firstText)) begin()
  })
  for (const event of ['error', 'close'] as const) {
    socket.on(event, () => {
      fail(new Error(`A stream of ${url} ended with ${event}`))
      breakOff(new Error('A stream ended before its last event'))
    })
  }
  await first
  return { end }
}
