type Arrival = { client: string; text: string; messageId: string }

/** `late`: it arrived after a message of the same sender with a higher number. */
export type Verdict = 'in order' | 'late' | 'duplicate'

export type ClientTally = {
  client: string
  received: number
  /** Deliveries of a message that had already been delivered. */
  duplicates: number
  outOfOrder: number
  /** Numbers below the highest one that have not arrived. */
  missing: number
}

export type Tally = { add: (arrival: Arrival) => Verdict; read: () => ClientTally[] }

/** One run of a sender, with the messages `Message 0`, `Message 1`, …. */
type Run = { received: number; highest: number }

/** Detects late, duplicate and missing messages: each sender numbers its messages from 0. */
export function createTally(): Tally {
  const ids = new Set<string>()
  const clients = new Map<string, ClientTally>()
  const runs = new Map<string, { times: Map<number, number>; runs: Run[] }>()

  /** The nth new message with the same number belongs to the sender's nth run. */
  function findRun(series: string, number: number): Run {
    const known = runs.get(series) ?? { times: new Map<number, number>(), runs: [] }
    runs.set(series, known)
    const time = known.times.get(number) ?? 0
    known.times.set(number, time + 1)
    return (known.runs[time] ??= { received: 0, highest: -1 })
  }

  function add({ client, text, messageId }: Arrival): Verdict {
    const tally = clients.get(client) ?? { client, received: 0, duplicates: 0, outOfOrder: 0, missing: 0 }
    clients.set(client, tally)
    tally.received += 1
    if (ids.has(messageId)) {
      tally.duplicates += 1
      return 'duplicate'
    }
    ids.add(messageId)
    const [, before, digits] = /^(.*)Message (\d{1,9})$/s.exec(text) ?? []
    if (digits === undefined) return 'in order'
    const number = Number(digits)
    const run = findRun(JSON.stringify([client, before]), number)
    const isLate = number < run.highest
    tally.missing -= countMissing(run)
    run.received += 1
    run.highest = Math.max(run.highest, number)
    tally.missing += countMissing(run)
    if (isLate) tally.outOfOrder += 1
    return isLate ? 'late' : 'in order'
  }

  return { add, read: () => [...clients.values()] }
}

const countMissing = ({ received, highest }: Run) => highest + 1 - received
