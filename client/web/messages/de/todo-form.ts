import { rich } from '../format-text.ts'
import type { TodoFormTexts } from '../todo-form.ts'

const everyUnit = { DAILY: 'Jeden Tag', WEEKLY: 'Jede Woche', MONTHLY: 'Jeden Monat', YEARLY: 'Jedes Jahr' }
const unit = { DAILY: 'Tag', WEEKLY: 'Woche', MONTHLY: 'Monat', YEARLY: 'Jahr' }
const units = { DAILY: 'Tage', WEEKLY: 'Wochen', MONTHLY: 'Monate', YEARLY: 'Jahre' }
const numbers: Record<number, string> = {
  [-1]: 'letzten',
  1: 'ersten',
  2: 'zweiten',
  3: 'dritten',
  4: 'vierten',
}
const fields = {
  title: 'Der Titel',
  description: 'Die Beschreibung',
  date: 'Die Fälligkeit',
  time: 'Die Uhrzeit',
  repeats: 'Die Wiederholung',
  list: 'Die Liste',
  priority: 'Die Priorität',
  completed: 'Der Zustand',
}

export const texts: TodoFormTexts = {
  newTodo: 'Neue Aufgabe',
  editTodo: 'Aufgabe bearbeiten',
  title: 'Titel',
  description: 'Beschreibung',
  completed: 'Erledigt',

  list: 'Liste',
  priority: 'Priorität',
  priorities: { none: 'Keine', low: 'Niedrig (!)', medium: 'Mittel (!!)', high: 'Hoch (!!!)' },
  tags: 'Schlagwörter',
  addTag: 'Schlagwort hinzufügen',
  chosenTags: 'Gewählte Schlagwörter',
  removeTag: tag => `Schlagwort „${tag}“ entfernen`,

  deadline: 'Fällig am',
  removeDeadline: 'Datum entfernen',
  time: 'Uhrzeit (optional)',
  removeTime: 'Uhrzeit entfernen',
  clockChanges: {
    skipped: at =>
      `Diese Uhrzeit gibt es an dem Tag nicht (die Uhren werden vorgestellt). Gespeichert wird ${at}.`,
    twice: at =>
      `Diese Uhrzeit gibt es an dem Tag zweimal (die Uhren werden zurückgestellt). Gespeichert wird die erste, ${at}.`,
  },

  repeat: 'Wiederholung',
  deadlineFirst: 'Wähle zuerst ein Datum',
  rule: 'Regel (RRULE)',
  interval: 'Alle',
  unit: 'Einheit',
  units: (freq, interval) => (interval === 1 ? unit[freq] : units[freq]),
  onWhichDays: 'Am',
  onWhichDay: 'Am',
  ends: 'Endet',
  endings: { never: 'Nie', onDay: 'An einem Tag', afterTimes: 'Nach einer Anzahl' },
  lastDay: 'Letzter Tag',
  numberOfTimes: 'Anzahl',
  fromCompletion: 'Ab der Erledigung zählen',
  never: 'Keine Wiederholung',
  everyDay: 'Jeden Tag',
  weeklyOn: weekday => `Jede Woche am ${weekday}`,
  yearlyOn: date => `Jedes Jahr am ${date}`,
  custom: 'Eigene …',
  asRule: 'Als Regel (RRULE) …',
  repeats: 'Wiederholt sich',
  every: (freq, interval) => (interval === 1 ? everyUnit[freq] : `Alle ${interval} ${units[freq]}`),
  everyWeekday: 'Jeden Werktag',
  everyOf: weekdays => `Jeden ${weekdays}`,
  onDays: (period, days) => `${period} am ${days}`,
  monthDay: day => `${day}.`,
  lastDayOfMonth: 'letzten Tag',
  dayOfCompletion: 'Tag der Erledigung',
  nthWeekday: (nth, weekday) => `${numbers[nth]} ${weekday}`,
  until: (period, day) => `${period} bis ${day}`,
  times: (period, count) => `${period}, ${count === 1 ? 'einmal' : `${count}-mal`}`,
  afterCompletion: period => `${period} nach der Erledigung`,
  allOf: new Intl.ListFormat('de'),

  editedTodo: 'Bearbeitete Aufgabe',
  deletedElsewhere: title =>
    `„${title}“ wurde anderswo gelöscht. Speichern stellt die Aufgabe mit deinen Änderungen wieder her.`,
  leftList: title => `„${title}“ ist nicht mehr in dieser Liste. Deine Änderungen sind noch hier.`,
  changedElsewhere: (field, value) =>
    field === 'tags'
      ? rich`Die Schlagwörter wurden anderswo in „${value}“ geändert. Speichern ersetzt sie.`
      : rich`${fields[field]} wurde anderswo in „${value}“ geändert. Speichern ersetzt das.`,
  states: { open: 'offen', completed: 'erledigt' },
  nothing: 'nichts',
  useThatOne: 'Das übernehmen',
}
