import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const english = {
  yesterday: 'Yesterday',
  today: 'Today',
  tomorrow: 'Tomorrow',

  // After “in”, “by” and before “ago”.
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  weeks: (count: number) => plural(count, { one: '# week', other: '# weeks' }),
  months: (count: number) => plural(count, { one: '# month', other: '# months' }),
  years: (count: number) => plural(count, { one: '# year', other: '# years' }),

  overdue: 'overdue',
  overdueBy: (distance: string) => `overdue by ${distance}`,
  within: (distance: string) => `in ${distance}`,
  ago: (distance: string) => `${distance} ago`,
  justNow: 'just now',
}

export type TimeTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/time.ts') })
