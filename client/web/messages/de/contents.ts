import type { ContentsTexts } from '../contents.ts'

/** In the dative, after “von”. */
const toDays = (count: number) => (count === 1 ? '1 Tag' : `${count} Tagen`)
const toWholeDays = (count: number) => (count === 1 ? '1 Tag' : `${count} Tage`)
const toHours = (count: number) => (count === 1 ? '1 Stunde' : `${count} Stunden`)
const toMinutes = (count: number) => (count === 1 ? '1 Minute' : `${count} Minuten`)

export const texts: ContentsTexts = {
  allTodos: 'Alle Aufgaben',
  only: filter => `Nur ${filter}`,
  completed: { include: '', exclude: 'nur offene', only: 'nur erledigte' },
  overdue: { keep: '', drop: 'ohne überfällige', today: 'überfällige heute' },
  components: { vevent: 'Termine', vtodo: 'Aufgaben', both: 'Termine und Aufgaben' },
  allDay: entries => `ganztägige ${entries}`,
  lengths: { day: toDays, hour: toHours, minute: toMinutes },
  timed: (length, entries, shape) =>
    `${entries} von ${length}, ${{ start: 'Beginn', end: 'Ende' }[shape]} zur Fälligkeit`,
  floating: 'feste Uhrzeit',
  durations: {
    day: toWholeDays,
    hour: toHours,
    minute: toMinutes,
  },
  atDeadline: 'zur Fälligkeit',
  before: duration => `${duration} vorher`,
  reminders: times => `${times.length === 1 ? 'Erinnerung' : 'Erinnerungen'} ${times.join(', ')}`,
  today: 'heute',
  daysAgo: days => `${toWholeDays(days)} zurück`,
  daysFromNow: days => `${toWholeDays(days)} voraus`,
  dueOn: day => `fällig ${day}`,
  dueFrom: from => `fällig ab ${from}`,
  dueUntil: until => `fällig bis ${until}`,
  dueFromTo: (from, to) => `fällig von ${from} bis ${to}`,
  range: bounds => `fällig ${bounds.join(' ')}`,
  from: bound => `ab ${bound}`,
  until: bound => `bis ${bound}`,
  earlierThan: bound => `vor ${bound}`,

  customColor: 'eigene Farbe',
  description: 'Beschreibung',
  todoNumbers: 'Nummern der Aufgaben als IDs',
}
