import { Temporal } from 'temporal-polyfill'
import { type FoundDate, findDates } from './find-dates.ts'
import { type LoadedLanguage, loadLanguages } from './languages.ts'
import { joinMarks, type Mark, markWords, removeMarks } from './mark-words.ts'
import { type Deadline, resolveDeadline } from './resolve-deadline.ts'

/** `marks` are the words that were read as the deadline, `title` is the text without them. */
export type QuickAdd = { title: string; deadline: Deadline | undefined; marks: Mark[] }

type Options = {
  now: Date
  /** Default: the browser's zone. */
  timeZone?: string | undefined
  /** Words that are no deadline, although they look like one. */
  unlinked?: readonly string[] | undefined
}

export type ParseQuickAdd = (text: string, options: Options) => QuickAdd

/**
 * Loads the parser of a todo with its deadline in words: `hand in proposal fri 5pm`. It reads the languages of the locales
 * and English. The first locale decides whether 12/11 is in November or in December.
 */
export async function loadQuickAdd(locales: readonly string[]): Promise<ParseQuickAdd> {
  const languages = await loadLanguages(locales)
  return (text, { now, timeZone = Temporal.Now.timeZoneId(), unlinked = [] }) => {
    const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
    const linked = unlinked.reduce((rest, words) => rest.replaceAll(words, 'x'.repeat(words.length)), text)
    const found = findDeadline(linked, languages, clock)
    if (!found) return { title: text.trim(), deadline: undefined, marks: [] }
    const { parts, language } = found
    const marks = joinMarks(
      text,
      parts.map(part => markWords(linked, part, language)),
    )
    return { title: removeMarks(text, marks), deadline: toDeadline(parts, clock), marks }
  }
}

type Found = { parts: FoundDate[]; language: LoadedLanguage['language'] }

/** The language that understands the most words. Of a second language, a time without a day is not enough. */
function findDeadline(
  text: string,
  languages: LoadedLanguage[],
  clock: Temporal.ZonedDateTime,
): Found | undefined {
  if (languages.some(({ language }) => language.recurrence.test(text))) return undefined
  const today = clock.toPlainDate()
  const all = languages
    .map(loaded => ({ ...loaded, parts: chooseParts(text, findDates(text, { ...loaded, today })) }))
    .filter(({ parts }, index) => parts.some(({ day }) => index === 0 || day))
  return all.toSorted((one, other) => countCharacters(other.parts) - countCharacters(one.parts))[0]
}

const conjunction = /^\s*(?:[,&/]|and|or|und|oder|et|ou|e|や|か)\s*$/i

/** The last date counts; a day and a time that stand apart are combined. Of `friday or saturday`, none counts. */
function chooseParts(text: string, all: FoundDate[]): FoundDate[] {
  const found = all.filter(({ isDoubtful }) => !isDoubtful)
  const last = found.at(-1)
  if (!last || (found.length < all.length && !found.some(({ day }) => day))) return []
  const previous = found.at(-2)
  if (previous?.day && last.day && conjunction.test(text.slice(previous.end, last.start))) return []
  if (last.minutesFromNow !== undefined || (last.day && last.time)) return [last]
  const other = found.findLast(({ day, time }) => (last.day ? !day && time : day && !time))
  return other ? [other, last] : [last]
}

const countCharacters = (parts: FoundDate[]) => parts.reduce((sum, { start, end }) => sum + end - start, 0)

function toDeadline(parts: FoundDate[], clock: Temporal.ZonedDateTime): Deadline {
  const minutes = parts.find(part => part.minutesFromNow !== undefined)?.minutesFromNow
  if (minutes !== undefined) {
    const at = clock.toInstant().add({ seconds: Math.round(minutes * 60) })
    return { at: at.round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString() }
  }
  const [day, time] = [parts.find(part => part.day)?.day, parts.find(part => part.time)?.time]
  return resolveDeadline({ day, time }, clock)
}
