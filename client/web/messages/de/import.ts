import { formatCount } from '../../locale.ts'
import type { ImportTexts } from '../import.ts'
import { plural } from '../format-text.ts'

export const texts: ImportTexts = {
  import: 'Import',
  takes:
    'Nimmt iCalendar-Dateien (.ics), die CSV-Dateien von Todoist und TickTick, jede andere CSV mit einer Spalte für Titel und den Export von TaskOverflow. Du kannst die Änderungen prüfen, bevor etwas importiert wird.',
  list: 'Aufgaben ablegen in',
  listsOfFile: 'Listen der Datei',
  dates: 'Datumsangaben',
  dateOrders: { '': 'Wie in der Datei', DMY: 'Tag zuerst: 31/12', MDY: 'Monat zuerst: 12/31' },
  columns: 'Spalten der Datei',
  columnsHint:
    'Welche Spalte ist was? Eine Spalte ohne Feld bleibt bei der Aufgabe erhalten und steht wieder in Dateien.',
  noColumn: 'Keine',
  fields: {
    title: 'Titel',
    description: 'Beschreibung',
    deadline: 'Fälligkeit',
    completed: 'Erledigt',
    completedAt: 'Erledigt am',
    list: 'Liste',
    tags: 'Schlagwörter',
    priority: 'Priorität',
    repeat: 'Wiederholung (RRULE)',
    timeZone: 'Zeitzone',
    createdAt: 'Erstellt am',
    uid: 'UID',
  },
  titleMissing: 'Wähle die Spalte mit den Titeln.',
  readAgain: 'Mit diesen Spalten neu lesen',

  choose: 'Wähle eine Datei oder zieh sie hierher',
  chooseOther: 'Andere Datei wählen',
  notFound: 'Import nicht gefunden. Vielleicht wurde er gelöscht, oder der Link ist unvollständig.',
  uploading: 'Wird hochgeladen …',
  progress: 'Fortschritt',
  importTodos: count => plural(count, { one: '# Aufgabe importieren', other: '# Aufgaben importieren' }),
  showTodos: 'Alle Aufgaben anzeigen',
  importedFile: 'Importierte Datei',

  queued: 'Wartet',
  reading: 'Datei wird gelesen …',
  importing: 'Wird importiert …',
  retrying: 'Neuer Versuch folgt',
  imported: 'Importiert.',
  failed: 'Die Datei konnte nicht importiert werden.',
  cancelled: 'Abgebrochen.',
  cancelledPartly: 'Abgebrochen. Was schon importiert war, bleibt.',
  findings: 'Noch wurde nichts importiert. Der Import würde Folgendes ändern:',
  noFindings: 'Es gibt nichts zu importieren.',
  counts: {
    created: count => `${formatCount(count)} neu`,
    changed: count => `${formatCount(count)} geändert`,
    unchanged: count => `${formatCount(count)} schon vorhanden`,
    skipped: count => `${formatCount(count)} übersprungen`,
  },

  notes: 'Übersprungen oder angepasst',
  line: line => `Zeile ${line}`,
  skipped: 'Übersprungen',
}
