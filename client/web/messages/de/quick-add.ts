import type { QuickAddTexts } from '../quick-add.ts'
import { plural } from '../format-text.ts'

export const texts: QuickAddTexts = {
  newTodo: 'Neue Aufgabe',
  example: 'Neue Aufgabe, z. B. „Miete zahlen Fr 17 Uhr“',
  tip: 'Tipp: mit Termin, etwa „Fr 17 Uhr“ oder „12. Mai“, #Schlagwort, @Liste oder !hoch',
  keep: 'Im Titel lassen',
  keepPrefix: 'Im Titel lassen: ',
  titlePrefix: 'Titel: ',
  due: date => `Fällig ${date}`,
  repeatsFrom: (period, date) => `${period}, ab ${date}`,
  notLoaded: 'Die Schnelleingabe konnte nicht geladen werden. Versuche es erneut oder lade die Seite neu.',

  pasted: lines => `Du hast ${lines} Zeilen eingefügt.`,
  addLines: lines => plural(lines, { one: '# Aufgabe hinzufügen', other: '# Aufgaben hinzufügen' }),
  asOneLine: 'Als eine Zeile einfügen',

  notSaved: 'Nicht gespeichert',
  wasNotSaved: reason => `wurde nicht gespeichert: ${reason}`,
  discard: 'Verwerfen',
}
