import { casual, GB, type ParsedResult } from 'chrono-node/en'
import { endOfDay } from '../local-time.ts'

type QuickAdd = {
  title: string
  /** `words` is the part of the text that was read as the deadline. */
  deadline: { date: Date; words: string } | undefined
}

/** In other locales 4/5 is in May. */
const parser = navigator.language === 'en-US' ? casual : GB

const connector = /(?:^|\s)(?:due|by|on|at|before|until|till|for)\s*$/i
const vague = /casualReference\/(?:morning|afternoon|evening|tonight|night)/

/**
 * Parses a todo with its deadline in words: `hand in proposal fri 5pm`. A day without a time means its end. The
 * words are removed from the title, unless the user has rejected them as a deadline.
 */
export function parseQuickAdd(text: string, now: Date, notADeadline?: string): QuickAdd {
  const found = findDeadline(parser.parse(text, now, { forwardDate: true }))
  if (!found) return { title: text.trim(), deadline: undefined }
  const words = found.parts.map(part => part.text).join(' ')
  if (words === notADeadline) return { title: text.trim(), deadline: undefined }
  return { title: removeWords(text, found.parts) || text.trim(), deadline: { date: found.date, words } }
}

/** The last date counts; a day and a time that stand apart are combined. */
function findDeadline(results: ParsedResult[]): { date: Date; parts: ParsedResult[] } | undefined {
  const last = results.at(-1)
  if (!last) return undefined
  const isOther = hasTime(last.start) ? isDay : isTime
  const other = hasDay(last.start) && hasTime(last.start) ? undefined : results.findLast(isOther)
  if (!other || other === last) {
    return { date: hasTime(last.start) ? last.start.date() : endOfDay(last.start.date()), parts: [last] }
  }
  const [day, time] = isDay(last) ? [last, other] : [other, last]
  const date = day.start.date()
  date.setHours(time.start.get('hour') ?? 0, time.start.get('minute') ?? 0, 0, 0)
  return { date, parts: [other, last] }
}

const hasDay = (date: ParsedResult['start']) =>
  date.isCertain('day') || date.isCertain('weekday') || date.isCertain('month')
const hasTime = (date: ParsedResult['start']) =>
  date.isCertain('hour') || [...date.tags()].some(tag => vague.test(tag))

const isDay = ({ start }: ParsedResult) => hasDay(start) && !hasTime(start)
const isTime = ({ start }: ParsedResult) => hasTime(start) && !hasDay(start)

/** A range such as `mon 2-4pm` keeps its end in the title, because a todo has only a deadline. */
function removeWords(text: string, parts: ParsedResult[]): string {
  let title = text
  for (const { index, text: words, end } of parts.toReversed()) {
    if (!end) title = `${title.slice(0, index).replace(connector, '')} ${title.slice(index + words.length)}`
  }
  return title.replaceAll(/\s+(?=[\s,.;!?])/g, '').trim()
}
