import { createConnection, type Socket } from 'node:net'

type Answer = { status: number; body: string }

/** An HTTP/1.1 connection for one request at a time. */
export type Connection = Disposable & { ask: (request: string) => Promise<Answer> }

type Asked = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

const lastChunk = '0\r\n\r\n'

/**
 * A socket and a minimal parser: the load generator shares the cores with the server and must cost less. The connection
 * stays open unless the server closes it.
 */
export function createLoadConnection(host: string, port: number): Connection {
  let socket: Socket | undefined
  let received = ''
  let asked: Asked | undefined

  function connect(): Socket {
    // Discards the rest of an answer that timed out.
    received = ''
    const opened = createConnection({ host, port, noDelay: true }).setEncoding('latin1')
    opened.on('data', (chunk: string) => {
      received += chunk
      read()
    })
    opened.on('error', error => asked?.reject(error))
    opened.on('close', () => {
      if (socket !== opened) return
      socket = undefined
      asked?.reject(new Error('The server closed the connection without an answer'))
    })
    return opened
  }

  function read(): void {
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd === -1) return
    const head = received.slice(0, headEnd)
    const length = /^content-length: *(\d+)/im.exec(head)?.[1]
    const body = received.slice(headEnd + 4)
    if (length === undefined ? !hasLastChunk(body) : body.length < Number(length)) return
    received = ''
    if (/^connection: *close/im.test(head)) close()
    asked?.resolve({ status: Number(head.slice(9, 12)), body })
  }

  function close(): void {
    const closing = socket
    socket = undefined
    closing?.destroy()
  }

  return {
    ask: request =>
      new Promise((resolve, reject) => {
        asked = { resolve, reject }
        socket ??= connect()
        socket.write(request, 'latin1')
      }),
    [Symbol.dispose]: close,
  }
}

/** Detects the end of a chunked body. JSON never contains a line that is a lone 0. */
const hasLastChunk = (body: string) => body === lastChunk || body.endsWith(`\r\n${lastChunk}`)
