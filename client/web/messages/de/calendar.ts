import { formatCount } from '../../locale.ts'
import type { CalendarTexts } from '../calendar.ts'
import { plural } from '../format-text.ts'

const todos = (count: number) => plural(count, { one: '# Aufgabe', other: '# Aufgaben' })

export const texts: CalendarTexts = {
  calendar: 'Kalender',
  views: { month: 'Monat', week: 'Woche', agenda: 'Agenda' },
  showAs: 'Anzeigen als',
  today: 'Heute',
  filter: 'Filtern',
  undated: 'Ohne Datum',
  noneUndated: 'Jede offene Aufgabe hat ein Datum.',
  previousYear: 'Voriges Jahr',
  previousMonth: 'Voriger Monat',
  previousWeek: 'Vorige Woche',
  nextMonth: 'Nächster Monat',
  nextYear: 'Nächstes Jahr',
  nextWeek: 'Nächste Woche',
  newTodo: 'Neue Aufgabe',
  addTodo: 'Aufgabe hinzufügen',
  addTodoOn: day => `Aufgabe hinzufügen: ${day}`,

  states: { open: 'offen', overdue: 'überfällig', completed: 'erledigt' },
  completedTodo: title => `Erledigt: ${title}`,
  dayWith: (day, contents) => `${day}, ${contents}`,
  contents(total, open) {
    if (total === 0) return 'nichts fällig'
    if (open === total) return todos(total)
    return open === 0 ? `${todos(total)}, erledigt` : `${todos(total)}, ${formatCount(open)} offen`
  },
  more: count => `+${formatCount(count)} weitere`,
  moreOn: (count, day) => `${formatCount(count)} weitere am ${day}`,
  showMore: 'Mehr anzeigen',

  overdue: 'Überfällig',
  nothingToday: 'Heute ist nichts fällig',
  nothingLater: 'Auch später ist nichts fällig.',
  nothingOnDay: 'Nichts fällig.',
  nothingInMonth: month => `Im ${month} ist nichts fällig. Klicke auf einen Tag für eine neue Aufgabe.`,
  nothingInWeek: 'In dieser Woche ist nichts fällig. Klicke auf einen Tag für eine neue Aufgabe.',

  notLoaded: reason => `Die Aufgaben konnten nicht geladen werden: ${reason}`,
  notOpened: (title, reason) => `„${title}“ konnte nicht geöffnet werden. ${reason}`,
  moved: (title, day) => `„${title}“ auf ${day} verschoben`,
  notMoved: (title, reason) => `„${title}“ konnte nicht verschoben werden: ${reason}`,
}
