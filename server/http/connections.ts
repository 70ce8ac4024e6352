import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { isUpload } from './limit-body.ts'
import { linger, lingerLimits } from './linger.ts'
import { createRefusal, type Refusal } from './refusal.ts'

export type Connections = {
  /**
   * Takes over the connections of a server. Readers that take nothing for `idleTimeoutMs`, and uploads of which nothing arrives,
   * lose theirs.
   */
  attach: (server: Server, idleTimeoutMs: number) => void
  /** Runs the request now, or when those before it on its connection are answered. */
  handle: RequestListener
  /** Closes the connections that neither run nor receive a request. */
  closeIdle: () => void
}

type Exchange = { request: IncomingMessage; response: ServerResponse }
type Connection = {
  running: ServerResponse | undefined
  /** The request that is running, or the last one while its body still arrives. */
  request: IncomingMessage | undefined
  waiting: Exchange[]
  /** Set when the connection is being closed: takes what still arrives in place of the parser. */
  discard: ((bytes: number) => void) | undefined
  isHeld: boolean
  bytesReadWhenIdle: number
}

/** Reading of a connection stops at this many waiting requests. */
const maxWaitingAhead = 16
/** What is parsed before looking at that again. Node.js reads 64 KiB at once, which can be 2,000 requests. */
const sliceBytes = 4 * 1024
/** In the whole process; each of them keeps about 4 KB while it waits. */
const maxWaiting = 8_000
/** Node.js' own limit is that of uploads. */
const bodyTimeoutMs = 30_000

/**
 * Runs the requests of a connection one after the other: pipelined ones must be answered in their order anyway, and
 * Node.js would start all of them at once. Connections that send requests beyond the limit of the process are closed.
 */
export function createConnections(
  run: RequestListener,
  { toRaw }: Pick<Refusal, 'toRaw'> = createRefusal(),
  limits = { maxWaiting, bodyTimeoutMs, linger: lingerLimits },
): Connections {
  const connections = new Map<Socket, Connection>()
  let waitingCount = 0

  function start(connection: Connection, { request, response }: Exchange): void {
    const { socket } = request
    const noteRead = () => (connection.bytesReadWhenIdle = socket.bytesRead)
    connection.running = response
    connection.request = request
    response.once('close', () => {
      connection.running = undefined
      if (request.complete) connection.request = undefined
      // The rest of the body still arrives, and is no other request.
      else request.once('close', noteRead)
      noteRead()
      // In a turn of its own: a connection full of quick requests would keep all others from theirs.
      if (connection.waiting.length > 0) setImmediate(startNext, socket, connection)
    })
    run(request, response)
  }

  function startNext(socket: Socket, connection: Connection): void {
    const next = connection.waiting.shift()
    if (!next) return
    waitingCount -= 1
    if (connection.isHeld && connection.waiting.length < maxWaitingAhead / 2) {
      connection.isHeld = false
      socket.off('resume', pauseAgain)
      socket.resume()
    }
    start(connection, next)
  }

  function wait(socket: Socket, connection: Connection, exchange: Exchange): void {
    if (waitingCount >= limits.maxWaiting) {
      // Raw, as Node.js answers what it cannot parse: the requests in between will not be answered.
      const { running } = connection
      if (running?.headersSent === false) socket.write(toRaw(running.req))
      socket.destroy()
      return
    }
    waitingCount += 1
    connection.waiting.push(exchange)
    if (connection.isHeld || connection.waiting.length < maxWaitingAhead) return
    connection.isHeld = true
    socket.on('resume', pauseAgain)
    socket.pause()
  }

  function dropWaiting(socket: Socket, connection: Connection): void {
    waitingCount -= connection.waiting.length
    connection.waiting = []
    socket.off('resume', pauseAgain)
  }

  /** Node.js closes a connection with `destroySoon` once its last answer is written. */
  function lingerOnClose(socket: Socket, connection: Connection): void {
    const destroySoon = socket.destroySoon.bind(socket)
    socket.destroySoon = () => {
      if (!connection.request || connection.request.complete) return destroySoon()
      dropWaiting(socket, connection)
      connection.discard ??= linger(socket, limits.linger)
    }
  }

  function track(socket: Socket): void {
    const connection: Connection = {
      running: undefined,
      request: undefined,
      waiting: [],
      discard: undefined,
      isHeld: false,
      bytesReadWhenIdle: 0,
    }
    connections.set(socket, connection)
    parseInSlices(socket, connection)
    lingerOnClose(socket, connection)
    socket.once('close', () => {
      connections.delete(socket)
      dropWaiting(socket, connection)
    })
  }

  return {
    attach(server, idleTimeoutMs) {
      server.on('connection', track)
      server.setTimeout(idleTimeoutMs, socket => {
        const { running, request } = connections.get(socket) ?? {}
        // An answer that is still being made has time limits of its own, and so have bodies other than uploads.
        const isUploading = request?.complete === false && isUpload(request)
        if (isUploading && running?.headersSent === false) socket.write(requestTimeout)
        if (!running || isUploading || socket.writableLength > 0) socket.destroy()
      })
    },
    handle(request, response) {
      const { socket } = request
      const connection = connections.get(socket)
      // The rest of a piece is parsed although its connection was closed meanwhile.
      if (!connection || socket.destroyed) return
      if (!request.complete && !isUpload(request))
        limitBodyTime(
          request,
          limits.bodyTimeoutMs,
          () => connection.running === response && !response.headersSent,
        )
      const exchange = { request, response }
      if (connection.running || connection.waiting.length > 0) wait(socket, connection, exchange)
      else start(connection, exchange)
    },
    closeIdle() {
      for (const [socket, { running, waiting, bytesReadWhenIdle }] of connections) {
        if (!running && waiting.length === 0 && socket.bytesRead === bytesReadWhenIdle) socket.destroy()
      }
    },
  }
}

/** Node.js' own answer. */
const requestTimeout = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/** Closes a connection whose body takes too long. */
function limitBodyTime(request: IncomingMessage, timeoutMs: number, mayAnswer: () => boolean): void {
  const timer = setTimeout(() => {
    if (request.complete) return
    if (mayAnswer()) request.socket.write(requestTimeout)
    request.socket.destroy()
  }, timeoutMs)
  timer.unref()
  request.once('close', () => clearTimeout(timer))
}

/** Stands before Node.js' parser, which would start every request of what was read before it can be paused. */
function parseInSlices(socket: Socket, connection: Connection): void {
  const [parse] = socket.listeners('data')
  if (!parse) return
  socket.removeListener('data', parse as () => void)
  socket.on('data', (read: Buffer<ArrayBuffer>) => {
    for (let start = 0; start < read.length && !socket.destroyed; start += sliceBytes) {
      if (connection.discard) return connection.discard(read.length - start)
      if (connection.isHeld || socket.isPaused()) {
        socket.pause()
        socket.unshift(read.subarray(start))
        return
      }
      // Most pieces are a single request: for those, a view of all of it would be garbage.
      parse.call(socket, read.length <= sliceBytes ? read : read.subarray(start, start + sliceBytes))
    }
  })
}

/** Node.js resumes a socket by itself, whenever a message is complete or a response is taken. */
function pauseAgain(this: Socket): void {
  this.pause()
}
