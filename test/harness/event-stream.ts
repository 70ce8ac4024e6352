import { on, once } from 'node:events'
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'

export type ServerSentEvent = { event?: string; id?: string; data?: string; retry?: string }

export type EventStream = Disposable & {
  status: number
  headers: IncomingMessage['headers']
  /** The events as they arrive. Throws when the connection breaks, ends when the server ends the stream. */
  events: AsyncGenerator<ServerSentEvent>
  /** All further events until the server ends the stream. */
  rest: () => Promise<ServerSentEvent[]>
}

export async function openEventStream(url: string, headers: OutgoingHttpHeaders = {}): Promise<EventStream> {
  const asked = request(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false })
  asked.on('error', () => {})
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const events = readEvents(response)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    rest: () => Array.fromAsync(events),
    [Symbol.dispose]: () => void asked.destroy(),
  }
}

/** Skips comments, such as heartbeats. */
async function* readEvents(response: IncomingMessage): AsyncGenerator<ServerSentEvent> {
  let text = ''
  // Unlike the stream's own iterator, this delivers everything received before a break, as a browser does.
  for await (const [chunk] of on(response.setEncoding('utf8'), 'data', { close: ['end'] })) {
    text += String(chunk)
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      const lines = frame.split('\n').filter(line => !line.startsWith(':'))
      const fields = lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
      if (lines.length > 0) yield Object.fromEntries(fields) as ServerSentEvent
    }
  }
}
