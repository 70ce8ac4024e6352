import type { ExportsTexts } from '../exports.ts'
import { plural } from '../format-text.ts'

export const texts: ExportsTexts = {
  exports: 'Exporte',
  export: 'Exportieren …',
  titles: { form: 'In eine Kalender-App exportieren', file: 'Kalenderdatei' },

  whatToCreate: 'Was entsteht',
  kinds: {
    file: { name: 'Eine Datei, einmalig', hint: 'Lade sie herunter und importiere sie in eine Kalender-App' },
    feed: {
      name: 'Ein Kalender-Abo, das aktuell bleibt',
      hint: 'Kalender-Apps abonnieren seine Adresse',
    },
  },
  create: { file: 'Kalenderdatei erstellen', feed: 'Abo anlegen' },
  reset: 'Auf Vorgaben zurücksetzen',

  contents: parts => parts.join(' und '),
  events: count => plural(count, { one: '# Termin', other: '# Termine' }),
  tasks: count => plural(count, { one: '# Aufgabe', other: '# Aufgaben' }),
  empty: reasons => `Der Kalender wäre leer: ${reasons}`,
  noTodos: 'solche Aufgaben gibt es nicht',
  noDeadline: count =>
    plural(count, { one: '# Aufgabe hat kein Datum', other: '# Aufgaben haben kein Datum' }),
  outOfRange: count =>
    plural(count, { one: '# liegt außerhalb des Zeitraums', other: '# liegen außerhalb des Zeitraums' }),
  excluded: count =>
    plural(count, {
      one: '# ist durch die Optionen ausgeschlossen',
      other: '# sind durch die Optionen ausgeschlossen',
    }),

  howToOpen:
    'Öffne die Datei mit Apple Kalender, Outlook oder Thunderbird. Wähle in Google Kalender am Computer „Einstellungen“ und dann „Importieren & exportieren“.',
  feedInstead: 'Stattdessen ein Abo anlegen',
}
