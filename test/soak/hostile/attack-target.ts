import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { TallyKeeper } from './answer-tally.ts'

/** What an attacker needs. Sent to its process as a message. */
export type TargetFacts = {
  url: string
  pendingJob: string
  finishedJob: string
  feedPath: string
  durationMs: number
  /** 1 alone, less beside other attacks. */
  intensity: number
}

export type Target = TargetFacts & TallyKeeper & { remainingMs: () => number; host: string }

export type Attack = (target: Target) => Promise<void>

const scale = ({ intensity }: Target, count: number): number => Math.max(1, Math.round(count * intensity))

export const toGet = ({ host }: Target, path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`

export const toPost = ({ host }: Target, path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** A connection that reads nothing until it gets a `data` listener or `resume()`. */
export function openSocket({ url, count }: Target): Socket {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  socket.on('error', () => count('broken connections'))
  return socket
}

export function readHeads(target: Target, socket: Socket): void {
  socket.setEncoding('latin1').on('data', target.createReader())
}

/** Repeats `act` on parallel lanes, which start a millisecond apart, until the attack ends. */
export async function repeatOnLanes(
  target: Target,
  lanes: number,
  act: (lane: number, turn: number) => Promise<void>,
): Promise<void> {
  async function run(lane: number): Promise<void> {
    await delay(lane)
    for (let turn = 0; target.remainingMs() > 0; turn += 1) await act(lane, turn)
  }
  await Promise.all(Array.from({ length: scale(target, lanes) }, (_, lane) => run(lane)))
}

/**
 * On each lane, repeatedly opens a connection, sends the next of the requests, and resets the connection when `use` has
 * finished with it.
 */
export async function repeatConnections(
  target: Target,
  lanes: number,
  requests: string[],
  use: (socket: Socket, lane: number) => Promise<void>,
): Promise<void> {
  await repeatOnLanes(target, lanes, async (lane, turn) => {
    const socket = openSocket(target)
    socket.write(requests[(lane + turn) % requests.length] ?? '')
    await use(socket, lane)
    socket.resetAndDestroy()
  })
}

/** Waits for `ms` or until the attack ends. */
export const hold = (target: Target, ms: number): Promise<void> => delay(Math.min(ms, target.remainingMs()))

const answerTimeoutMs = 30_000

/** Sends a request on a new connection and reads the complete answer at full speed. */
export async function askOnce(target: Target, request: string): Promise<void> {
  const socket = openSocket(target)
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.once('close', () => resolve())
  socket.setTimeout(answerTimeoutMs, () => {
    target.count('no answer in time')
    socket.destroy()
  })
  readHeads(target, socket)
  socket.write(request.replace('\r\n', '\r\nConnection: close\r\n'))
  await promise
}
