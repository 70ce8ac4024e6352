/** The answers that an attacker got. Sent between processes as a message. */
export type Tally = {
  /** Counts by status, or by the name of another event. */
  counts: Record<string, number>
  /** Answers that a server must never give. */
  faults: string[]
}

export type TallyKeeper = {
  tally: Tally
  count: (what: string) => void
  /** @param head of an HTTP/1.1 response */
  noteHead: (head: string) => void
  /** Finds the heads in what a connection receives, without reading the bodies. */
  createReader: () => (chunk: string) => void
}

const maxFaults = 50
const maxHeadLength = 4_096
const status = /^HTTP\/1\.1 (\d{3})/

export function createTally(): TallyKeeper {
  const tally: Tally = { counts: {}, faults: [] }
  const count = (what: string) => void (tally.counts[what] = (tally.counts[what] ?? 0) + 1)

  function noteHead(head: string): void {
    const code = Number(status.exec(head)?.[1])
    count(String(code))
    if (code < 500 || tally.faults.length >= maxFaults) return
    if (code !== 503) tally.faults.push(`answered ${code}`)
    else if (!/^retry-after:/im.test(head)) tally.faults.push('answered 503 without Retry-After')
  }

  function createReader() {
    let waiting = ''
    return (chunk: string) => {
      waiting += chunk
      for (;;) {
        const from = waiting.indexOf('HTTP/1.1 ')
        const end = from === -1 ? -1 : waiting.indexOf('\r\n\r\n', from)
        if (end === -1) {
          // The rest of the head, or of its first word, may follow in the next chunk.
          waiting = from === -1 ? waiting.slice(-8) : waiting.slice(from, from + maxHeadLength)
          return
        }
        noteHead(waiting.slice(from, end))
        waiting = waiting.slice(end + 4)
      }
    }
  }

  return { tally, count, noteHead, createReader }
}
