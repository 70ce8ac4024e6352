import { Temporal } from 'temporal-polyfill'
import { printRule } from '../../../../schema/recurrence-rule.ts'
import type { Repeat } from '../../../../schema/repeat.ts'
import { findLabels, type Labels } from './find-labels.ts'
import { type FoundDate, findDates } from './find-dates.ts'
import { findRecurringDeadline } from './find-recurring-deadline.ts'
import { type LoadedLanguage, loadLanguages } from './languages.ts'
import { cutMarks, joinMarks, type Mark, markWords, removeMarks } from './mark-words.ts'
import { findRepetitions } from './repetition.ts'
import { type Deadline, resolveDeadline } from './resolve-deadline.ts'

/**
 * `marks` are the words that were read as the deadline, its repetition and labels, `title` is the text without them. The
 * deadline is the first occurrence.
 */
export type QuickAdd = Labels & {
  title: string
  deadline: Deadline | undefined
  repeat: Repeat | undefined
}

type Options = {
  now: Date
  timeZone: string
  /** Words that belong to the title, although they look like a deadline or a label. */
  unlinked?: readonly string[] | undefined
  /** The lists that `@name` can mean. */
  lists?: readonly { id: number; name: string }[] | undefined
}

export type ParseQuickAdd = (text: string, options: Options) => QuickAdd

/**
 * Loads the parser of a todo with its deadline in words: `hand in proposal fri 5pm`. It reads the languages of the locales
 * and English. The first locale decides whether 12/11 is in November or in December.
 */
export async function loadQuickAdd(locales: readonly string[]): Promise<ParseQuickAdd> {
  const languages = await loadLanguages(locales)
  return (text, { now, timeZone, unlinked = [], lists = [] }) => {
    const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
    const linked = unlinked.reduce((rest, words) => rest.replaceAll(words, 'x'.repeat(words.length)), text)
    const labels = findLabels(
      linked,
      lists,
      languages.map(({ language }) => language),
    )
    const rest = cutMarks(linked, labels.marks)
    const found = findDeadline(rest.text, languages, clock)
    const parts = joinMarks(rest.text, found?.parts ?? [])
    const dates = found ? parts.flatMap(part => rest.restore(markWords(rest.text, part, found.language))) : []
    const marks = [...joinMarks(text, dates), ...labels.marks].toSorted(
      (one, other) => one.start - other.start,
    )
    return {
      ...labels,
      title: removeMarks(text, marks),
      deadline: found?.deadline,
      repeat: found?.repeat,
      marks,
    }
  }
}

type Found = {
  parts: Mark[]
  language: LoadedLanguage['language']
  deadline: Deadline
  repeat: Repeat | undefined
}

function findDeadline(
  text: string,
  languages: LoadedLanguage[],
  clock: Temporal.ZonedDateTime,
): Found | undefined {
  const repetitions = languages.flatMap(loaded =>
    findRepetitions(text, loaded.language.repetition).map(repetition => ({ loaded, repetition })),
  )
  const [only] = repetitions
  if (!only) return findSingleDeadline(text, languages, clock)
  if (repetitions.length > 1) return undefined
  const {
    loaded,
    repetition: { start, end, rule, from },
  } = only
  const rest = `${text.slice(0, start)}${'x'.repeat(end - start)}${text.slice(end)}`
  if (!rule || languages.some(({ language }) => language.recurrence.test(rest))) return undefined
  const recurring = findRecurringDeadline(text, { start, end, rule }, loaded, clock)
  return (
    recurring && {
      ...recurring,
      language: loaded.language,
      repeat: { rule: printRule(recurring.rule), from },
    }
  )
}

/** The language that understands the most words. Of a second language, a time without a day is not enough. */
function findSingleDeadline(
  text: string,
  languages: LoadedLanguage[],
  clock: Temporal.ZonedDateTime,
): Found | undefined {
  if (languages.some(({ language }) => language.recurrence.test(text))) return undefined
  const today = clock.toPlainDate()
  const all = languages
    .map(({ chrono, language }) => ({
      language,
      parts: chooseParts(text, findDates(text, { chrono, language, today })),
    }))
    .filter(({ parts }, index) => parts.some(({ day }) => index === 0 || day))
  const [best] = all.toSorted((one, other) => countCharacters(other.parts) - countCharacters(one.parts))
  return best && { ...best, deadline: toDeadline(best.parts, clock), repeat: undefined }
}

/**
 * The last date counts; a day and a time that stand apart are combined. Of `friday or saturday`, `mon wed` and `9am, 5pm`,
 * none counts.
 */
function chooseParts(text: string, all: FoundDate[]): FoundDate[] {
  const found = all.filter(({ isDoubtful }) => !isDoubtful)
  const last = found.at(-1)
  if (!last || (found.length < all.length && !found.some(({ day }) => day))) return []
  const previous = found.at(-2)
  if (previous?.time && last.time && (!last.day || areJoined(text, previous, last))) return []
  if (pairs(all).some(([one, other]) => one.day && other.day && areJoined(text, one, other))) return []
  if (last.minutesFromNow !== undefined || (last.day && last.time)) return [last]
  const other = found.findLast(({ day, time }) => (last.day ? !day && time : day && !time))
  return other ? [other, last] : [last]
}

const pairs = <Item>(items: Item[]): [Item, Item][] =>
  items.slice(1).map((item, index) => [items[index] as Item, item])

const areJoined = (text: string, one: FoundDate, other: FoundDate): boolean =>
  /^\s*(?:[,&/]|and|or|und|oder|et|ou|e|と|や|か)?\s*$/i.test(text.slice(one.end, other.start)) &&
  !/^on\s/i.test(text.slice(other.start))

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
