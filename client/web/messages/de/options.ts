import { formatCount } from '../../locale.ts'
import type { OptionsTexts } from '../options.ts'

export const texts: OptionsTexts = {
  moreOptions: 'Weitere Optionen',
  todos: 'Welche Aufgaben',
  allTodos: 'Alle Aufgaben',
  lists: 'Listen',
  matching: 'Die zu einer Suche passen …',
  count(count, isAll) {
    if (count === 0) return 'Keine Aufgaben'
    if (count === 1) return '1 Aufgabe'
    return `${isAll ? 'Alle' : 'Diese'} ${formatCount(count)} Aufgaben`
  },
  searchFor: 'Suche',
  searchHint: 'Wörter, oder zum Beispiel: list:Uni tag:Prüfung p:high',
  name: 'Name',
  nameHint: 'Steht in deiner Kalender-App',
  feedName: 'Meine Aufgaben',
  completedTodos: 'Erledigte Aufgaben',
  completed: { include: 'Einschließen', exclude: 'Ausschließen', only: 'Nur erledigte' },
  dueFrom: 'Fällig ab',
  dueUntil: 'Fällig bis',
  wrongRange: '„Fällig ab“ darf nicht nach „Fällig bis“ liegen.',
  window: 'Zeitfenster (wandert mit dem heutigen Tag)',
  daysBack: 'Vergangene Tage',
  daysAhead: 'Künftige Tage',
  noLimit: 'Unbegrenzt',

  component: 'Aufgaben exportieren als',
  componentHint: 'Google, Outlook und Apple Kalender zeigen keine Aufgaben',
  components: { vevent: 'Termine', vtodo: 'Aufgaben', both: 'Termine und Aufgaben' },
  shape: 'Zeit des Termins',
  shapes: { start: 'Beginnt zur Fälligkeit', end: 'Endet zur Fälligkeit', allday: 'Ganztägig' },
  duration: 'Dauer (Minuten)',
  reminders: 'Erinnerungen',
  reminderTimes: {
    0: 'Zur Fälligkeit',
    10: '10 Minuten vorher',
    60: '1 Stunde vorher',
    1440: '1 Tag vorher',
    10_080: '1 Woche vorher',
  },
  timeZone: 'Zeitzone',
  timeZoneHint:
    'Bestimmt, auf welchen Tag eine Zeit fällt und was heute ist. Leer gilt die der Einstellungen',

  overdueTodos: 'Überfällige Aufgaben',
  overdue: { keep: 'An ihrem Tag lassen', drop: 'Weglassen', today: 'Heute anzeigen' },
  customColor: 'Eigene Farbe',
  color: 'Farbe',
  description: 'Beschreibung',
  times: 'Uhrzeiten',
  timeForms: {
    utc: 'In der Zeitzone des Betrachters (empfohlen)',
    floating: 'Feste Uhrzeit (UTC)',
  },
  uid: 'IDs der Termine',
  uids: { global: 'Weltweit eindeutig (empfohlen)', id: 'Nummer der Aufgabe' },
}
