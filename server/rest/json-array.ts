import type { Context } from 'hono'
import type { Log } from '../../core/log.ts'

/**
 * Answers an array that may be long. One that fits into the first page goes as it is; of a longer one each page is
 * fetched when the client has taken the one before.
 */
export async function jsonArray<Item>(
  c: Context,
  pages: AsyncGenerator<Item[]>,
  toWire: (item: Item) => unknown,
  log: Log,
): Promise<Response> {
  const first = await pages.next()
  const second = await pages.next()
  if (first.done || second.done) return c.json((first.value ?? []).map(toWire))

  const encoder = new TextEncoder()
  const encode = (items: Item[]) => items.map(item => JSON.stringify(toWire(item))).join()
  const ready = [`[${encode(first.value)}`, `,${encode(second.value)}`]
  const body = new ReadableStream({
    async pull(controller) {
      try {
        const next = ready.shift() ?? (await readNext())
        controller.enqueue(encoder.encode(next ?? ']'))
        if (next === undefined) controller.close()
      } catch (error) {
        log.warn({ err: error }, 'A list was broken off')
        controller.error(error)
      }
    },
    cancel: async () => void (await pages.return(undefined)),
  })
  async function readNext(): Promise<string | undefined> {
    const page = await pages.next()
    return page.done ? undefined : `,${encode(page.value)}`
  }
  return c.body(body, 200, { 'Content-Type': 'application/json' })
}
