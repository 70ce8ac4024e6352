import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../harness/listen.ts'

type Trap = {
  mark: string
  /** Whether the words reach the other side before the trap springs; what it answers never comes back. */
  when: 'before' | 'after'
  spring: () => void
}

/** A way to a service that can be made to fail as networks do. */
export type Proxy = AsyncDisposable & {
  port: number
  /** Nothing passes, and nobody is told; what was underway passes when it is released. */
  hold: () => void
  release: () => void
  /** Each piece of data takes so much longer; 0: no longer. */
  slowDown: (delayMs: number) => void
  /** Connections are reset. */
  cut: () => void
  /** The far ends of the open connections go away, and the near ends never hear of it: what they send is lost. */
  loseFarEnds: () => void
  /** Springs once, when a process says `mark`. */
  setTrap: (trap: Trap | undefined) => void
}

type Link = { near: Socket; far: Socket; isLost: boolean; said: string; sprung: Trap | undefined }

/** Longer than any mark: one may come in two pieces. */
const rememberedChars = 200

export async function openProxy(target: { host: string; port: number }): Promise<Proxy> {
  const links = new Set<Link>()
  let held = Promise.withResolvers<void>()
  held.resolve()
  let delayMs = 0
  let trap: Trap | undefined

  /** @returns whether the data may pass */
  function hear(link: Link, chunk: Buffer): boolean {
    if (!trap) return true
    const text = link.said + chunk.toString('latin1')
    link.said = text.slice(-rememberedChars)
    if (!text.includes(trap.mark)) return true
    link.sprung = trap
    trap = undefined
    if (link.sprung.when === 'after') return true
    link.isLost = true
    link.sprung.spring()
    return false
  }
  function answer(link: Link): boolean {
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
  function pass(link: Link, from: Socket, to: Socket, look: (chunk: Buffer) => boolean): void {
    let passed = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      if (!look(chunk)) return
      passed = passOn(passed, link, to, chunk)
    })
    from.on('error', () => {})
    from.on('close', () => {
      void close(passed, link, to)
    })
  }
  const server = createServer({ noDelay: true }, near => {
    const far = connect({ ...target, noDelay: true })
    const link: Link = { near, far, isLost: false, said: '', sprung: undefined }
    links.add(link)
    pass(link, near, far, chunk => hear(link, chunk))
    pass(link, far, near, () => answer(link))
  })
  const port = await listen(server)

  const cut = () => {
    for (const { near, far } of links) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }
  return {
    port,
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
