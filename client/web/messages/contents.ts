import { inLanguage } from './in-language.ts'

const toUnits = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

/** What a feed or a file contains, in a few words each. */
const english = {
  allTodos: 'All todos',
  only: (filter: string) => `Only ${filter}`,
  completed: { include: '', exclude: 'open todos only', only: 'completed todos only' },
  overdue: { keep: '', drop: 'overdue excluded', today: 'overdue shown today' },
  components: { vevent: 'events', vtodo: 'tasks', both: 'events and tasks' },
  allDay: (entries: string) => `all-day ${entries}`,
  lengths: {
    day: (count: number) => `${count}-day`,
    hour: (count: number) => `${count}-hour`,
    minute: (count: number) => `${count}-minute`,
  },
  timed: (length: string, entries: string, shape: 'start' | 'end') =>
    `${length} ${entries} ${{ start: 'starting', end: 'ending' }[shape]} at the deadline`,
  floating: 'fixed clock time',
  durations: {
    day: (count: number) => toUnits(count, 'day'),
    hour: (count: number) => toUnits(count, 'hour'),
    minute: (count: number) => toUnits(count, 'minute'),
  },
  atDeadline: 'at the deadline',
  before: (duration: string) => `${duration} before`,
  reminders: (times: string[]) => `${times.length === 1 ? 'reminder' : 'reminders'} ${times.join(', ')}`,
  today: 'today',
  daysAgo: (days: number) => `${toUnits(days, 'day')} ago`,
  daysFromNow: (days: number) => `${toUnits(days, 'day')} from now`,
  dueOn: (day: string) => `due ${day}`,
  dueFrom: (from: string) => `due from ${from}`,
  dueUntil: (until: string) => `due until ${until}`,
  dueFromTo: (from: string, to: string) => `due from ${from} to ${to}`,
  /** The bounds of a file, of which one can be missing. */
  range: (bounds: string[]) => `due ${bounds.join(' ')}`,
  from: (bound: string) => `from ${bound}`,
  until: (bound: string) => `until ${bound}`,
  earlierThan: (bound: string) => `before ${bound}`,

  customColor: 'custom colour',
  description: 'description',
  todoNumbers: 'todo numbers as IDs',
}

export type ContentsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/contents.ts') })
