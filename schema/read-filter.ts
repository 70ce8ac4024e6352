import { readInstant } from './instant.ts'
import { isPlainDate, type PlainDate } from './plain-date.ts'
import { priorities } from './priority.ts'
import type { TodoScope } from './todo-scope.ts'

/*
 * The filter language of search fields: words and `key:value`, in any order.
 *
 *   list:uni          in one of these lists: list:uni,work; list:"Summer term"; a quote in quotes is doubled: tag:"3 "" pipe"
 *   tag:exam          with this tag; several mean all of them
 *   p:high            with one of these priorities: p:high,medium
 *   is:open           open, done or overdue
 *   due:2030-01-02    due on this day; due:none and due:any mean without and with a deadline
 *   from: to:         due on this day or later; due before this day
 *   essay "two words" in the title or the description
 *   -tag:later        a minus excludes: a list, a tag, a priority, a state, a word
 *
 * Lists, tags and words can be given several times, everything else once.
 */

const term = /(-?)(?:([a-z]+):)?("(?:[^"]|"")*"?|(?:[^\s"]|(?<=[^\s:])")+)/giu

/** What the language can say; dates as they are written. */
export type ParsedFilter = TodoScope & {
  completed?: boolean | undefined
  overdue?: boolean | undefined
  from?: PlainDate | undefined
  to?: PlainDate | undefined
}

type Reader = (found: ParsedFilter, value: string, isExcluded: boolean) => void

class FilterProblem extends Error {}

const readers: Record<string, Reader> = {
  list: (found, value, isExcluded) => addAll(found, isExcluded ? 'withoutList' : 'list', value),
  tag: (found, value, isExcluded) => addAll(found, isExcluded ? 'withoutTag' : 'tag', value),
  p: readPriority,
  priority: readPriority,
  is(found, value, isExcluded) {
    if (value === 'overdue') setOnce(found, 'overdue', !isExcluded)
    else if (value === 'open' || value === 'done')
      setOnce(found, 'completed', (value === 'done') !== isExcluded)
    else throw new FilterProblem('must be open, done or overdue')
  },
  due(found, value, isExcluded) {
    if (value === 'none' || value === 'any') setOnce(found, 'hasDeadline', (value === 'any') !== isExcluded)
    else {
      const day = readDay(value, isExcluded)
      setOnce(found, 'from', day)
      setOnce(found, 'to', toNextDay(day))
    }
  },
  from: (found, value, isExcluded) => setOnce(found, 'from', readDay(value, isExcluded)),
  to: (found, value, isExcluded) => setOnce(found, 'to', readDay(value, isExcluded)),
}

function setOnce<Field extends keyof ParsedFilter>(
  found: ParsedFilter,
  field: Field,
  value: ParsedFilter[Field],
): void {
  if (found[field] !== undefined && found[field] !== value) throw new FilterProblem('must be given once')
  found[field] = value
}

function readPriority(found: ParsedFilter, value: string, isExcluded: boolean): void {
  const chosen = value.split(',').map(start => {
    const name = priorities.find(name => start !== '' && name.startsWith(start))
    if (!name) throw new FilterProblem(`must be one of ${priorities.join(', ')}`)
    return name
  })
  setOnce(
    found,
    'priority',
    priorities.filter(name => chosen.includes(name) !== isExcluded),
  )
}

function addAll(
  found: ParsedFilter,
  field: 'list' | 'withoutList' | 'tag' | 'withoutTag',
  value: string,
): void {
  for (const one of value.startsWith('"') ? [unquote(value)] : value.split(',')) {
    const name = one.trim()
    if (name === '') throw new FilterProblem('must not be empty')
    found[field] = [...(found[field] ?? []), name]
  }
}

const unquote = (value: string): string =>
  value.startsWith('"') ? value.replaceAll(/^"|"$/g, '').replaceAll('""', '"') : value

function readDay(value: string, isExcluded: boolean): PlainDate {
  if (isExcluded) throw new FilterProblem('cannot be excluded')
  if (!isPlainDate(value) || readInstant(value) === undefined)
    throw new FilterProblem('must be a date such as 2030-01-02')
  return value
}

/** Without Temporal, which not every browser has. */
const toNextDay = (day: PlainDate): PlainDate =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** Reads the filter language. A key that it does not know is a word. @returns the filter, or what is wrong */
export function readFilter(given: string): { filter: ParsedFilter } | { problem: string } {
  const filter: ParsedFilter = {}
  const words: string[] = []
  for (const [whole, minus, written, quoted = ''] of given.matchAll(term)) {
    const key = written?.toLowerCase()
    const read = key !== undefined && Object.hasOwn(readers, key) ? readers[key] : undefined
    if (!read) {
      words.push(whole)
      continue
    }
    const isName = key === 'list' || key === 'tag'
    try {
      read(filter, isName ? quoted : unquote(quoted).toLowerCase(), minus === '-')
    } catch (error) {
      if (error instanceof FilterProblem) return { problem: `${key}: ${error.message}` }
      throw error
    }
  }
  return { filter: { ...filter, ...(words.length > 0 && { search: words.join(' ') }) } }
}
