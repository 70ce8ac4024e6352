import type { Socket } from 'node:net'

export type LingerLimits = { maxBytes: number; maxMs: number; idleMs: number }

/** The bytes are those of a file to import; the time is that of other bodies. */
export const lingerLimits: LingerLimits = { maxBytes: 256 * 1024 * 1024, maxMs: 30_000, idleMs: 5_000 }

/**
 * Closes a connection while its client is still sending a body (RFC 9112 section 9.6): the sending side at once, the rest when
 * the client closes its own, or at a limit. Closing all of it would make the client's system discard the answer, or fail its
 * next write before it reads the answer.
 *
 * @returns a function that takes the length of what is read and discarded
 */
export function linger(socket: Socket, { maxBytes, maxMs, idleMs }: LingerLimits): (bytes: number) => void {
  const destroy = () => socket.destroy()
  const total = setTimeout(destroy, maxMs).unref()
  const idle = setTimeout(destroy, idleMs).unref()
  socket.once('close', () => {
    clearTimeout(total)
    clearTimeout(idle)
  })
  socket.end()
  socket.resume()
  let left = maxBytes
  return bytes => {
    left -= bytes
    idle.refresh()
    if (left < 0) destroy()
  }
}
