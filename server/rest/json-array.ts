import type { Context } from 'hono'
import type { Reservation } from '../../core/concurrency/byte-budget.ts'
import type { RequestEnv } from '../context.ts'
import { toPreparedBytes } from '../http/responses.ts'
import { streamBody } from '../http/stream-body.ts'

/** Writes items as the inside of a JSON array. */
type ItemsWriter<Item> = {
  toText: (items: readonly Item[]) => string
  /** With a comma before the first item. */
  toBytes: (items: readonly Item[]) => Uint8Array<ArrayBuffer>
}

/** Writes items only once when several responses share them. */
export function createItemsWriter<Item extends object>() {
  const texts = new WeakMap<readonly Item[], string>()
  const pieces = new WeakMap<readonly Item[], Uint8Array<ArrayBuffer>>()
  return (toWire: (item: Item) => unknown): ItemsWriter<Item> => {
    const write = (items: readonly Item[]) => JSON.stringify(items.map(item => toWire(item))).slice(1, -1)
    return {
      toText: items => remember(texts, items, write),
      // Buffer.from() is several times as fast as TextEncoder.
      toBytes: items => remember(pieces, items, () => Buffer.from(`,${write(items)}`)),
    }
  }
}

function remember<Key extends object, Value>(
  known: WeakMap<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  const value = known.get(key) ?? make(key)
  known.set(key, value)
  return value
}

/** An array of which `first` has been read, within `reservation`. */
type OpenArray<Item> = {
  first: readonly Item[]
  reservation: Reservation
  rest: AsyncGenerator<{ bytes: number; read: () => Promise<readonly Item[]> }> | undefined
}

const start = Buffer.from('[')
const end = Buffer.from(']')

const headers = { 'Content-Type': 'application/json' }

/** Answers a JSON array piece by piece: reads each when the client has taken the one before and there is room for it. */
export function jsonArray<Item>(
  c: Context<RequestEnv>,
  { first, reservation: firstReservation, rest }: OpenArray<Item>,
  write: ItemsWriter<Item>,
): Response {
  if (!rest) return c.body(`[${write.toText(first)}]`, 200, headers)
  const { responses, outgoing, log } = c.get('ctx')

  async function* toPieces(pieces: NonNullable<typeof rest>): AsyncGenerator<Uint8Array> {
    yield Buffer.concat([start, write.toBytes(first).subarray(1)])
    let isEmpty = first.length === 0
    let reservation = firstReservation
    for await (const piece of pieces) {
      reservation[Symbol.dispose]()
      reservation = await responses.reserve(outgoing, toPreparedBytes(piece.bytes))
      const items = await piece.read()
      if (items.length === 0) continue
      await responses.takeTurn(piece.bytes)
      const bytes = write.toBytes(items)
      yield isEmpty ? bytes.subarray(1) : bytes
      isEmpty = false
    }
    reservation[Symbol.dispose]()
    yield end
  }
  return c.body(streamBody(toPieces(rest), { outgoing, log }), 200, headers)
}
