import { type ChosenOptions, defaultOptions, toOptionsInput } from '../jobs/options/chosen-options.ts'
import type { List } from '../lists/all-lists.ts'
import { printFilter } from '../todos/print-filter.ts'
import type { Feed, NewFeed } from './feeds-queries.ts'

/** The state of a feed's form. */
export type FeedDraft = {
  name: string
  /** Empty means no bound. */
  daysBack: string
  daysAhead: string
  options: ChosenOptions
}

/** What is filled in at first. */
export type FeedStart = { name: string; filter: string }

export const toNewDraft = (start: FeedStart | undefined): FeedDraft =>
  start ? { ...newDraft, name: start.name, options: { ...defaultOptions, filter: start.filter } } : newDraft

const newDraft: FeedDraft = { name: 'My todos', daysBack: '', daysAhead: '', options: defaultOptions }

export function toDraft({ name, window, options }: Feed, lists: readonly List[]): FeedDraft {
  return {
    name,
    daysBack: String(window?.daysBack ?? ''),
    daysAhead: String(window?.daysAhead ?? ''),
    options: {
      ...defaultOptions,
      ...options,
      filter: printFilter(options, lists),
      durationMinutes: String(options.durationMinutes),
      name: '',
      color: options.color ?? '',
      description: options.description ?? '',
    },
  }
}

/** Options that the form does not show are taken from `before`. */
export function toFeed({ name, daysBack, daysAhead, options }: FeedDraft, before: Feed | undefined): NewFeed {
  const window =
    daysBack === '' && daysAhead === '' ? null : { daysBack: toDays(daysBack), daysAhead: toDays(daysAhead) }
  const { from, to, name: calendarName } = before?.options ?? {}
  return {
    name,
    window,
    options: {
      ...toOptionsInput(options),
      ...(from && { from }),
      ...(to && { to }),
      ...(calendarName && { name: calendarName }),
    },
  }
}

const toDays = (text: string): number | null => (text === '' ? null : Number(text))
