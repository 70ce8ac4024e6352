import { plural } from '../format-text.ts'
import type { TimeTexts } from '../time.ts'

export const texts: TimeTexts = {
  yesterday: 'Gestern',
  today: 'Heute',
  tomorrow: 'Morgen',

  minutes: count => `${count} min`,
  hours: count => `${count} h`,
  days: count => plural(count, { one: '# Tag', other: '# Tagen' }),
  weeks: count => plural(count, { one: '# Woche', other: '# Wochen' }),
  months: count => plural(count, { one: '# Monat', other: '# Monaten' }),
  years: count => plural(count, { one: '# Jahr', other: '# Jahren' }),

  overdue: 'überfällig',
  overdueBy: distance => `seit ${distance} überfällig`,
  within: distance => `in ${distance}`,
  ago: distance => `vor ${distance}`,
  justNow: 'gerade eben',
}
