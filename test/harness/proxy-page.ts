import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type PageProxy = AsyncDisposable & {
  url: string
  /** Answers nothing, as a server that is not running. */
  isDown: boolean
  /** Until then, requests are accepted and not answered, as in a network that loses packets. */
  silentUntil: Promise<void> | undefined
  /** Changes the texts of the page: by path, what they become. */
  rewrites: Map<string, (text: string) => string>
}

/** A server in front of the one at `url`, under one address whatever happens behind it. */
export async function startPageProxy(url: string): Promise<PageProxy> {
  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    await proxy.silentUntil
    const { 'accept-encoding': _, ...headers } = asked.headers
    const passed = request(`${url}${asked.url}`, { method: asked.method ?? 'GET', headers })
    asked.pipe(passed)
    const [response] = (await once(passed, 'response')) as [IncomingMessage]
    const rewrite = proxy.rewrites.get(asked.url ?? '')
    const { 'content-length': length, ...others } = response.headers
    answer.writeHead(response.statusCode ?? 502, {
      ...others,
      ...(!rewrite && length !== undefined && { 'content-length': length }),
    })
    if (rewrite) answer.end(rewrite(await text(response)))
    else response.pipe(answer)
  }

  const server = createServer((asked, answer) => {
    if (proxy.isDown) asked.socket.destroy()
    else void pass(asked, answer).catch(() => answer.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy: PageProxy = {
    url: `http://127.0.0.1:${port}`,
    isDown: false,
    silentUntil: undefined,
    rewrites: new Map(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
