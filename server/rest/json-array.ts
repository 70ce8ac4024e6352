import type { Context } from 'hono'
import type { Log } from '../../core/log.ts'

/** A page as the inside of a JSON array. */
type PageWriter<Item> = (page: readonly Item[]) => string

/** Writes a page once for all who share it. */
export function createPageWriter<Item extends object>(toWire: (item: Item) => unknown): PageWriter<Item> {
  const written = new WeakMap<readonly Item[], string>()
  return page => {
    const known = written.get(page)
    if (known !== undefined) return known
    const text = page.map(item => JSON.stringify(toWire(item))).join()
    written.set(page, text)
    return text
  }
}

const headers = { 'Content-Type': 'application/json' }

/**
 * Answers an array that may be long. One that fits into the first page goes as it is; of a longer one each page is
 * fetched when the client has taken the one before.
 */
export async function jsonArray<Item>(
  c: Context,
  pages: AsyncGenerator<readonly Item[]>,
  write: PageWriter<Item>,
  log: Log,
): Promise<Response> {
  const first = await pages.next()
  const second = await pages.next()
  if (first.done || second.done) return c.body(`[${write(first.value ?? [])}]`, 200, headers)

  const encoder = new TextEncoder()
  const ready = [`[${write(first.value)}`, `,${write(second.value)}`]
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
    return page.done ? undefined : `,${write(page.value)}`
  }
  return c.body(body, 200, headers)
}
