import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { TallyKeeper } from './tally.ts'

/** What an attacker knows. It travels to the process that attacks. */
export type TargetFacts = {
  url: string
  pendingJob: string
  finishedJob: string
  feedPath: string
  durationMs: number
  /** 1 alone, less beside other attacks. */
  intensity: number
}

export type Target = TargetFacts & TallyKeeper & { isOver: () => boolean; host: string }

export type Attack = (target: Target) => Promise<void>

export const scale = ({ intensity }: Target, count: number): number =>
  Math.max(1, Math.round(count * intensity))

/** @param path or a whole request line's middle */
export const toGet = ({ host }: Target, path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`

export const toPost = ({ host }: Target, path: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** A connection that reads nothing until it is told to. */
export function openSocket({ url, count }: Target): Socket {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  socket.on('error', () => count('connections broken off'))
  return socket
}

export function readHeads(target: Target, socket: Socket): void {
  socket.setEncoding('latin1').on('data', target.createReader())
}

/** `act` again and again on `count` lanes until the attack's time has passed. */
export async function repeatOnLanes(
  target: Target,
  lanes: number,
  act: (lane: number, turn: number) => Promise<void>,
): Promise<void> {
  async function run(lane: number): Promise<void> {
    for (let turn = 0; !target.isOver(); turn += 1) await act(lane, turn)
  }
  await Promise.all(Array.from({ length: scale(target, lanes) }, (_, lane) => run(lane)))
}

/** Until the attack's time has passed, or `ms`. */
export async function hold(target: Target, ms = Infinity): Promise<void> {
  const until = performance.now() + ms
  while (!target.isOver() && performance.now() < until) await delay(100)
}

const answerTimeoutMs = 30_000

/** Sends a request on a connection of its own, and reads the answer to its end at full speed. */
export async function askOnce(target: Target, request: string): Promise<void> {
  const socket = openSocket(target)
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.once('close', () => resolve())
  socket.setTimeout(answerTimeoutMs, () => {
    target.count('not answered in time')
    socket.destroy()
  })
  readHeads(target, socket)
  socket.write(request.replace('\r\n', '\r\nConnection: close\r\n'))
  await promise
}
