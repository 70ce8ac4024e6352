import { z } from 'zod'
import { listReference } from './lists.ts'
import { parsePlainDate, type PlainDate } from './plain-date.ts'
import { priorities } from './priority.ts'
import { tag } from './tags.ts'
import { text } from './text.ts'
import type { TodoScope } from './todo-scope.ts'

/*
 * The filter language of search fields: words and `key:value`, in any order.
 *
 *   list:uni          in one of these lists: list:uni,work; list:"Summer term"
 *   tag:exam          with this tag; several mean all of them
 *   p:high            with one of these priorities: p:high,medium
 *   is:open           open, done or overdue
 *   due:2030-01-02    due on this day; due:none and due:any mean without and with a deadline
 *   from: to:         due on this day or later; due before this day
 *   essay "two words" in the title or the description
 *   -tag:later        a minus excludes: a list, a tag, a word
 */

const filterMaxCodePoints = 500

const term = /(-?)(?:([a-z]+):)?("[^"]*"?|(?:[^\s"]|(?<=[^\s:])")+)/giu

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
  list: (found, value, isExcluded) =>
    addAll(found, isExcluded ? 'withoutList' : 'list', value, listReference),
  tag: (found, value, isExcluded) => addAll(found, isExcluded ? 'withoutTag' : 'tag', value, tag),
  p: readPriority,
  priority: readPriority,
  is(found, value, isExcluded) {
    if (value === 'overdue') found.overdue = !isExcluded
    else if (value === 'open' || value === 'done') found.completed = (value === 'done') !== isExcluded
    else throw new FilterProblem('must be open, done or overdue')
  },
  due(found, value, isExcluded) {
    if (value === 'none' || value === 'any') found.hasDeadline = (value === 'any') !== isExcluded
    else {
      const day = readDay(value)
      found.from = day
      found.to = Temporal.PlainDate.from(day).add({ days: 1 }).toString()
    }
  },
  from(found, value) {
    found.from = readDay(value)
  },
  to(found, value) {
    found.to = readDay(value)
  },
}

function readPriority(found: ParsedFilter, value: string, isExcluded: boolean): void {
  const chosen = value.split(',').map(start => {
    const name = priorities.find(name => start !== '' && name.startsWith(start))
    if (!name) throw new FilterProblem(`must be one of ${priorities.join(', ')}`)
    return name
  })
  found.priority = priorities.filter(name => chosen.includes(name) !== isExcluded)
}

function addAll(
  found: ParsedFilter,
  field: 'list' | 'withoutList' | 'tag' | 'withoutTag',
  value: string,
  item: typeof listReference | typeof tag,
): void {
  for (const one of value.split(',')) {
    const parsed = item.safeParse(one)
    if (!parsed.success || parsed.data === '') throw new FilterProblem('must not be empty')
    found[field] = [...(found[field] ?? []), parsed.data]
  }
}

function readDay(value: string): PlainDate {
  const parsed = plainDate.safeParse(value)
  if (!parsed.success) throw new FilterProblem('must be a date such as 2030-01-02')
  return parsed.data
}

const plainDate = z.string().transform(parsePlainDate)

/** Reads the filter language. A key that it does not know is a word. @returns the filter, or what is wrong */
function readFilter(given: string): { filter: ParsedFilter } | { problem: string } {
  const filter: ParsedFilter = {}
  const words: string[] = []
  for (const [whole, minus, key, quoted = ''] of given.matchAll(term)) {
    const read = key === undefined ? undefined : readers[key.toLowerCase()]
    if (!read) {
      words.push(whole)
      continue
    }
    const isQuoted = quoted.startsWith('"')
    const value = isQuoted ? quoted.replace(/^"|"$/g, '') : quoted
    try {
      read(filter, key === 'list' || key === 'tag' ? value : value.toLowerCase(), minus === '-')
    } catch (error) {
      if (error instanceof FilterProblem) return { problem: `${key}: ${error.message}` }
      throw error
    }
  }
  return { filter: { ...filter, ...(words.length > 0 && { search: words.join(' ') }) } }
}

export const filterText = text(filterMaxCodePoints).transform((value, context): ParsedFilter => {
  const read = readFilter(value)
  if ('filter' in read) return read.filter
  context.addIssue({ code: 'custom', message: read.problem, input: value })
  return z.NEVER
})
