import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Log } from '../../core/process/log.ts'
import { classifyError, logClassified } from '../http/classify-error.ts'
import { type Responses, toPreparedBytes } from '../http/responses.ts'

/** Items as the inside of a JSON array. */
type ItemsWriter<Item> = (items: readonly Item[]) => string

/** Writes items once for all who share them. */
export function createItemsWriter<Item extends object>(toWire: (item: Item) => unknown): ItemsWriter<Item> {
  const written = new WeakMap<readonly Item[], string>()
  return items => {
    const known = written.get(items)
    if (known !== undefined) return known
    const text = items.map(item => JSON.stringify(toWire(item))).join()
    written.set(items, text)
    return text
  }
}

/** Some items of an array, and how large they will be. */
export type Piece<Item> = { bytes: number; read: () => Promise<readonly Item[]> }

const headers = { 'Content-Type': 'application/json' }

/**
 * Answers an array piece by piece: each is read when the client has taken the one before and there is room for it.
 *
 * @param first what is read already, in the room of `place`
 */
export function jsonArray<Item>(
  c: Context,
  {
    first,
    place: firstPlace,
    rest,
  }: { first: readonly Item[]; place: Disposable; rest: AsyncGenerator<Piece<Item>> },
  write: ItemsWriter<Item>,
  { responses, log }: { responses: Responses; log: Log },
): Response {
  const response = getOutgoing(c)
  const encoder = new TextEncoder()
  let ready: string | undefined = `[${write(first)}`
  let isEmpty = first.length === 0
  let place = firstPlace
  let hasLeft = false

  async function readNext(): Promise<string | undefined> {
    for (;;) {
      const { value: piece, done } = await rest.next()
      place[Symbol.dispose]()
      if (done) return undefined
      place = await responses.reserve(response, toPreparedBytes(piece.bytes))
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
        const text = ready ?? (await readNext())
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
  // Nothing is read ahead of the client.
  return c.body(new ReadableStream(source, { highWaterMark: 0 }), 200, headers)
}

/** Answers an array that is in memory as a whole. */
export const wholeArray = <Item>(c: Context, items: readonly Item[], write: ItemsWriter<Item>): Response =>
  c.body(`[${write(items)}]`, 200, headers)

/** Node.js' own response; there is none for a request within the process. */
export const getOutgoing = (c: Context) => (c.env as Partial<HttpBindings> | undefined)?.outgoing
