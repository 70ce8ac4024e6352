import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { AppError } from '../../core/app-error.ts'
import { createByteBudget, type Reservation } from '../../core/concurrency/byte-budget.ts'
import { maxBodyBytes } from './limit-body.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { createRefusal } from './refusal.ts'
import { createTurns, type Turns } from './turns.ts'

/** Streams and downloads stay open for long and have limits of their own; all others are plain. */
type ResponseKind = 'plain' | 'stream' | 'download'

export type ResponseLimits = {
  max: Record<ResponseKind, number>
  /** Bytes of request bodies that are being received or used. */
  maxBodyBytes: number
  /** Bytes of lists that are being written, and of everything that readers have not taken yet. */
  maxWaitingBytes: number
}

export const responseLimits: ResponseLimits = {
  max: { plain: 5_000, stream: 20_000, download: 100 },
  maxBodyBytes: 32 * 1024 * 1024,
  maxWaitingBytes: 40 * 1024 * 1024,
}

/** Every response of this server that is being made or sent, and what all of them may take up. */
export type Responses = Disposable & {
  /** `run`, or `refuse` beyond the limits. */
  admit: (run: RequestListener, refuse?: RequestListener) => RequestListener
  /** @throws AppError unavailable when there are as many of this kind as allowed; badInput when its reader has left */
  become: (response: ServerResponse, kind: 'stream' | 'download') => void
  /**
   * Waits for room for `bytes` that will be written to a response. They count until the reservation is disposed, or until the
   * response is closed; without a response, as within the process, nothing counts.
   * @throws AppError unavailable when there is no room for some seconds, or at once for a response that holds much already;
   * badInput when a response needs more than there is for all; AbortError when the client has left
   */
  reserve: (response: ServerResponse | undefined, bytes: number) => Promise<Reservation>
  /** Resolves when no connection arrives: accepting comes before work that takes long. */
  untilQuiet: Arrivals['untilQuiet']
  /** Waits for a turn of the event loop in which that much text can be written as JSON. */
  takeTurn: Turns['take']
  onceClosed: (listener: () => void) => void
}

type Open = {
  response: ServerResponse
  kind: ResponseKind
  bodyBytes: number
  reservations: Set<Reservation>
  /** That it waits to reserve. */
  wantedBytes: number
  waitingBytes: number
  stalledSweeps: number
}

const entryOf = Symbol('entry')
type Tracked = ServerResponse & { [entryOf]?: Open | undefined }

/** Rows as objects, their JSON, and that once more as bytes. */
export const toPreparedBytes = (textBytes: number): number => 3 * textBytes

/** The text that is written as JSON in one turn of the event loop: a few milliseconds. */
const maxBytesPerTurn = 256 * 1024
/** Requests that wait for room: each keeps up to 100 KB, a GraphQL operation that has begun. */
const maxWaiters = 500
/** A response that holds more must not wait for room: the parts of one answer are read at the same time. */
const maxHeldWhileWaiting = 64 * 1024
const sweepMs = 500
/** Readers that take nothing for this long lose their connection when others need the room. */
const maxStalledSweeps = 4

/** The normal end of work for a client that has closed its connection. */
const clientLeft = () => new DOMException('The client closed the connection', 'AbortError')

const uncounted: Reservation = { bytes: 0, resize() {}, [Symbol.dispose]() {} }

const refusals = {
  stream: 'Too many streams are open; try again later',
  download: 'Too many downloads; try again later',
}

/** @param arrivals for which long work waits */
export function createResponses(limits: ResponseLimits, arrivals = createArrivals()): Responses {
  // Not a map: the tables that it outgrows would keep closed responses in memory until a full garbage collection.
  const open: (Open | undefined)[] = []
  const freeSlots: number[] = []
  const counts = { plain: 0, stream: 0, download: 0 }
  const budget = createByteBudget({ maxBytes: limits.maxWaitingBytes, maxWaiters, timeoutMs: 10_000 })
  const closeListeners: (() => void)[] = []
  const turns = createTurns(maxBytesPerTurn)
  let bodyBytes = 0

  function add(response: Tracked, ownBodyBytes: number): Open {
    const entry: Open = {
      response,
      kind: 'plain',
      bodyBytes: ownBodyBytes,
      reservations: new Set(),
      wantedBytes: 0,
      waitingBytes: 0,
      stalledSweeps: 0,
    }
    const slot = freeSlots.pop() ?? open.length
    open[slot] = entry
    response[entryOf] = entry
    counts.plain += 1
    bodyBytes += ownBodyBytes
    // The reader can disconnect at any time; writers learn of it from `close`.
    response.on('error', () => {})
    response.once('close', () => {
      open[slot] = undefined
      freeSlots.push(slot)
      response[entryOf] = undefined
      counts[entry.kind] -= 1
      bodyBytes -= entry.bodyBytes
      for (const reservation of entry.reservations) reservation[Symbol.dispose]()
      for (const listener of closeListeners) listener()
    })
    return entry
  }

  function sweep(): void {
    let waitingBytes = 0
    for (const entry of open) {
      if (!entry) continue
      const { writableLength } = entry.response
      const isStalled = writableLength > 0 && writableLength === entry.waitingBytes
      entry.stalledSweeps = isStalled ? entry.stalledSweeps + 1 : 0
      entry.waitingBytes = writableLength
      waitingBytes += writableLength
    }
    if (waitingBytes > limits.maxWaitingBytes || budget.hasWaiters()) makeRoom(waitingBytes)
  }

  /** Closes those that stand still for the longest; beyond the limit, also those that still move. */
  function makeRoom(totalBytes: number): void {
    let waitingBytes = totalBytes
    const behind = open.filter(entry => entry !== undefined).filter(entry => entry.waitingBytes > 0)
    behind.sort((a, b) => b.stalledSweeps - a.stalledSweeps || b.waitingBytes - a.waitingBytes)
    for (const entry of behind) {
      const isOver = waitingBytes > limits.maxWaitingBytes
      if (!isOver && (entry.stalledSweeps < maxStalledSweeps || !budget.hasWaiters())) return
      waitingBytes -= entry.waitingBytes
      entry.response.destroy()
    }
  }
  const timer = setInterval(sweep, sweepMs).unref()

  return {
    admit:
      (run, refuse = createRefusal().answer) =>
      (request, response) => {
        const ownBodyBytes = toBodyBytes(request)
        const isFull = counts.plain >= limits.max.plain || bodyBytes + ownBodyBytes > limits.maxBodyBytes
        // Supervisors restart a server that does not answer there.
        if (isFull && request.url !== '/livez') return refuse(request, response)
        add(response, ownBodyBytes)
        if (request.url === '/livez') return run(request, response)
        arrivals.run(() => {
          if (!response.destroyed) run(request, response)
        })
      },
    become(response, kind) {
      // Its `close` has been and would not give the reservation back.
      if (response.destroyed) throw new AppError('badInput', 'The request was aborted')
      if (counts[kind] >= limits.max[kind]) throw new AppError('unavailable', refusals[kind])
      const entry = findEntry(response) ?? add(response, 0)
      counts[entry.kind] -= 1
      counts[kind] += 1
      entry.kind = kind
      bodyBytes -= entry.bodyBytes
      entry.bodyBytes = 0
    },
    async reserve(response, bytes) {
      if (!response) return uncounted
      if (response.destroyed) throw clientLeft()
      const entry = findEntry(response) ?? add(response, 0)
      const { reservations } = entry
      const heldBytes = sumBytes(reservations)
      const othersBytes = heldBytes + entry.wantedBytes
      if (othersBytes > 0 && othersBytes + bytes > limits.maxWaitingBytes) throw tooMuchAtOnce()
      entry.wantedBytes += bytes
      const taken = await budget
        .reserve(bytes, heldBytes <= maxHeldWhileWaiting)
        .finally(() => (entry.wantedBytes -= bytes))
      await arrivals.untilQuiet()
      if (response.destroyed) {
        taken[Symbol.dispose]()
        throw clientLeft()
      }
      const reservation: Reservation = {
        get bytes() {
          return taken.bytes
        },
        resize: taken.resize,
        [Symbol.dispose]() {
          // A stream reserves again and again.
          reservations.delete(reservation)
          taken[Symbol.dispose]()
        },
      }
      reservations.add(reservation)
      return reservation
    },
    untilQuiet: arrivals.untilQuiet,
    takeTurn: turns.take,
    onceClosed: listener => void closeListeners.push(listener),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

const tooMuchAtOnce = () =>
  new AppError('badInput', 'These lists are too large for one answer: ask for fewer todos at once')

const sumBytes = (reservations: Iterable<Reservation>) =>
  Iterator.from(reservations).reduce((sum, { bytes }) => sum + bytes, 0)

const findEntry = (response: Tracked): Open | undefined => response[entryOf]

function toBodyBytes({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return maxBodyBytes
  const bytes = Number(headers['content-length'] ?? 0)
  // A longer one is refused before it is read.
  return bytes <= maxBodyBytes ? bytes : 0
}
