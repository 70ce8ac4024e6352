import { type ChosenOptions, defaultOptions, toOptionsInput } from '../jobs/options/chosen-options.ts'
import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/options.ts'
import { printFilter } from '../todos/print-filter.ts'
import type { Feed, NewFeed } from './feeds-queries.ts'

/** The state of the form that edits a feed. */
export const toDraft = ({ name, window, options }: Feed, lists: readonly List[]): ChosenOptions => ({
  ...defaultOptions,
  ...options,
  name,
  daysBack: String(window?.daysBack ?? ''),
  daysAhead: String(window?.daysAhead ?? ''),
  filter: printFilter(options, lists),
  durationMinutes: String(options.durationMinutes),
  color: options.color ?? '',
  description: options.description ?? '',
})

export const toNewFeed = (chosen: ChosenOptions): NewFeed =>
  toFeed({ ...chosen, name: chosen.name.trim() || t.feedName }, undefined)

/** Options that the form does not show are taken from `before`. */
export function toFeed(
  { name, daysBack, daysAhead, ...chosen }: ChosenOptions,
  before: Feed | undefined,
): NewFeed {
  const { from, to, name: calendarName } = before?.options ?? {}
  const days = { daysBack: toDays(daysBack), daysAhead: toDays(daysAhead) }
  return {
    name,
    window: days.daysBack === null && days.daysAhead === null ? null : days,
    options: {
      ...toOptionsInput({ ...defaultOptions, ...chosen, firstDay: '', lastDay: '' }),
      ...(from && { from }),
      ...(to && { to }),
      ...(calendarName && { name: calendarName }),
    },
  }
}

const toDays = (text: string): number | null => (text.trim() === '' ? null : Number(text))
