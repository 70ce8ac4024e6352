import { once } from 'node:events'
import { toPrintableJson } from '../../schema/to-printable.ts'
import { fitToWidth, widthOf } from './text-layout.ts'
import type { Session } from './session.ts'

/**
 * Prints a list as its pages arrive, keeping only one page in memory.
 *
 * @param toLine the text of an item, cut to the window's width on a terminal
 * @param empty the text of a list without items
 */
export async function printList<Item>(
  { stdout, isJson, signal }: Pick<Session, 'stdout' | 'isJson' | 'signal'>,
  pages: Iterable<readonly Item[]> | AsyncIterable<readonly Item[]>,
  toLine: (item: Item) => string,
  empty: string,
): Promise<void> {
  const width = widthOf(stdout)
  let count = 0
  for await (const items of pages) {
    const texts = items.map(item => {
      count += 1
      if (!isJson) return `${fitToWidth(toLine(item), width)}\n`
      return `${count === 1 ? '[' : ','}\n${toPrintableJson(item, 2).replaceAll(/^/gm, '  ')}`
    })
    if (texts.length > 0 && !stdout.write(texts.join(''))) await once(stdout, 'drain', { signal })
  }
  if (isJson) stdout.write(count === 0 ? '[]\n' : '\n]\n')
  else if (count === 0) stdout.write(`${empty}\n`)
}
