import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../harness/listen.ts'

type Trap = {
  mark: string
  /** Whether `mark` reaches the target before the trap springs. The answer to it is lost either way. */
  when: 'before' | 'after'
  spring: () => void
}

/** A TCP proxy that can fail as networks do. */
export type Proxy = AsyncDisposable & {
  /** The target's URL, but through the proxy. */
  url: string
  /** Holds all data back, without closing connections, until `release`. */
  hold: () => void
  release: () => void
  /** Delays each chunk of data. */
  slowDown: (delayMs: number) => void
  /** Resets all connections. */
  cut: () => void
  /** Closes the far ends of the open connections without notice to the near ends, whose data is then lost. */
  loseFarEnds: () => void
  /** Springs once, when a process sends `mark`. */
  setTrap: (trap: Trap | undefined) => void
}

type Link = { near: Socket; far: Socket; isLost: boolean; recent: string; sprung: Trap | undefined }

/** Longer than any mark, which may arrive in two chunks. */
const rememberedChars = 200

export async function openProxy(targetUrl: string): Promise<Proxy> {
  const { host: address, hostname: host, port: targetPort } = new URL(targetUrl)
  const target = { host, port: Number(targetPort) }
  const links = new Set<Link>()
  let held = Promise.withResolvers<void>()
  held.resolve()
  let delayMs = 0
  let trap: Trap | undefined

  /** @returns whether the request data may pass */
  function checkRequest(link: Link, chunk: Buffer): boolean {
    if (!trap) return true
    const text = link.recent + chunk.toString('latin1')
    link.recent = text.slice(-rememberedChars)
    if (!text.includes(trap.mark)) return true
    link.sprung = trap
    trap = undefined
    if (link.sprung.when === 'after') return true
    link.isLost = true
    link.sprung.spring()
    return false
  }
  /** @returns whether the response data may pass */
  function checkResponse(link: Link): boolean {
    const { sprung } = link
    if (sprung?.when !== 'after') return true
    link.isLost = true
    sprung.spring()
    return false
  }
  async function passOn(earlier: Promise<void>, link: Link, to: Socket, chunk: Buffer): Promise<void> {
    await earlier
    await held.promise
    if (delayMs > 0) await delay(delayMs)
    if (!link.isLost && to.writable) to.write(chunk)
  }
  async function close(earlier: Promise<void>, link: Link, to: Socket): Promise<void> {
    await earlier
    links.delete(link)
    if (!link.isLost) to.destroy()
  }
  function pass(link: Link, from: Socket, to: Socket, mayPass: (chunk: Buffer) => boolean): void {
    let passed = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      if (!mayPass(chunk)) return
      passed = passOn(passed, link, to, chunk)
    })
    from.on('error', () => {})
    from.on('close', () => {
      void close(passed, link, to)
    })
  }
  const server = createServer({ noDelay: true }, near => {
    const far = connect({ ...target, noDelay: true })
    const link: Link = { near, far, isLost: false, recent: '', sprung: undefined }
    links.add(link)
    pass(link, near, far, chunk => checkRequest(link, chunk))
    pass(link, far, near, () => checkResponse(link))
  })
  const port = await listen(server)

  const cut = () => {
    for (const { near, far } of links) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }
  return {
    url: targetUrl.replace(address, `127.0.0.1:${port}`),
    hold: () => void (held = Promise.withResolvers<void>()),
    release: () => held.resolve(),
    slowDown: ms => void (delayMs = ms),
    cut,
    loseFarEnds() {
      for (const link of links) {
        link.isLost = true
        link.far.destroy()
      }
    },
    setTrap: next => void (trap = next),
    async [Symbol.asyncDispose]() {
      held.resolve()
      server.close()
      for (const link of links) {
        link.near.destroy()
        link.far.destroy()
      }
    },
  }
}
