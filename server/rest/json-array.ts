import type { Context } from 'hono'
import type { Place } from '../../core/concurrency/byte-budget.ts'
import type { RequestEnv } from '../context.ts'
import { classifyError, logClassified } from '../http/classify-error.ts'
import { toPreparedBytes } from '../http/responses.ts'

/** Writes items as the inside of a JSON array. */
type ItemsWriter<Item> = (items: readonly Item[]) => string

/** Writes items only once when several responses share them. */
export function createItemsWriter<Item extends object>() {
  const written = new WeakMap<readonly Item[], string>()
  return (items: readonly Item[], toWire: (item: Item) => unknown): string => {
    const known = written.get(items)
    if (known !== undefined) return known
    const text = items.map(item => JSON.stringify(toWire(item))).join()
    written.set(items, text)
    return text
  }
}

/** An array of which `first` has been read, within `place`. */
type OpenArray<Item> = {
  first: readonly Item[]
  place: Place
  rest: AsyncGenerator<{ bytes: number; read: () => Promise<readonly Item[]> }> | undefined
}

const headers = { 'Content-Type': 'application/json' }

/** Answers a JSON array piece by piece: reads each when the client has taken the one before and there is room for it. */
export function jsonArray<Item>(
  c: Context<RequestEnv>,
  { first, place: firstPlace, rest }: OpenArray<Item>,
  write: ItemsWriter<Item>,
): Response {
  if (!rest) return c.body(`[${write(first)}]`, 200, headers)
  const { responses, outgoing, log } = c.get('ctx')
  const encoder = new TextEncoder()
  let ready: string | undefined = `[${write(first)}`
  let isEmpty = first.length === 0
  let place = firstPlace
  let hasLeft = false

  async function readNext(pieces: NonNullable<typeof rest>): Promise<string | undefined> {
    for (;;) {
      const { value: piece, done } = await pieces.next()
      place[Symbol.dispose]()
      if (done) return undefined
      place = await responses.reserve(outgoing, toPreparedBytes(piece.bytes))
      const text = write(await piece.read())
      if (text === '') continue
      const separator = isEmpty ? '' : ','
      isEmpty = false
      return separator + text
    }
  }
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      try {
        const text = ready ?? (await readNext(rest))
        ready = undefined
        if (hasLeft) return
        controller.enqueue(encoder.encode(text ?? ']'))
        if (text === undefined) controller.close()
      } catch (error) {
        if (hasLeft) return
        logClassified(log, classifyError(error), { err: error })
        controller.error(error)
      }
    },
    async cancel() {
      hasLeft = true
      await rest.return(undefined)
    },
  }
  // A high-water mark of 0: nothing is read ahead of the client.
  return c.body(new ReadableStream(source, { highWaterMark: 0 }), 200, headers)
}
