import { formatCount } from '../../locale.ts'
import { plural, rich } from '../format-text.ts'
import type { TodosTexts } from '../todos.ts'

const nextDays = (days: number) => (days === 1 ? 'Heute und morgen' : `Nächste ${days} Tage`)

/** By what is wrong, or by the key. */
const filterProblems: Record<string, string> = {
  'cannot be excluded': 'kann nicht ausgeschlossen werden',
  'must be given once': 'darf nur einmal vorkommen',
  is: 'erwartet open, done oder overdue',
  p: 'erwartet high, medium, low oder none',
  priority: 'erwartet high, medium, low oder none',
  list: 'erwartet einen Namen',
  tag: 'erwartet einen Namen',
}

export const texts: TodosTexts = {
  todos: 'Aufgaben',
  upcoming: 'Demnächst',
  allTodos: 'Alle Aufgaben',
  shows: {
    open: () => 'Offen',
    overdue: () => 'Überfällig',
    next: nextDays,
    done: () => 'Erledigt',
    all: () => 'Alle',
  },
  showFilters: 'Anzeigen',
  sections: {
    overdue: 'Überfällig',
    today: 'Heute',
    tomorrow: 'Morgen',
    week: 'Diese Woche',
    later: 'Später',
    none: 'Ohne Datum',
  },
  count: count => plural(count, { one: '1 Aufgabe', other: '# Aufgaben' }),
  many: 'Viele Aufgaben',
  lastKnown: 'Das ist der letzte bekannte Stand der Aufgaben.',
  moreNotLoaded: 'Die nächsten Aufgaben konnten nicht geladen werden.',

  search: 'Suchen',
  searchHint: 'Suchen oder filtern: list: tag: p: is: due:',
  searchAndSort: 'Suchen und sortieren',
  clearSearch: 'Suche leeren',
  timeRange: 'Zeitraum',
  nextDays,
  sortBy: 'Sortieren nach',
  sortings: {
    relevance: 'Beste Treffer',
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    deadline: 'Fälligkeit',
    title: 'Titel (A–Z)',
  },
  unreadable: 'Dieser Filter ist nicht lesbar',
  badFilter: (key, problem) =>
    `„${key}:“ ${filterProblems[problem] ?? filterProblems[key] ?? 'erwartet ein Datum wie 2030-01-02'}.`,
  noSuchList: name => `Es gibt keine Liste mit dem Namen „${name}“.`,

  todo: 'Aufgabe',
  todoNotFound: 'Aufgabe nicht gefunden',
  todoMayBeDeleted: 'Vielleicht wurde sie gelöscht.',
  trash: 'Papierkorb',
  copyLink: 'Link kopieren',
  linkCopied: 'Link kopiert',

  listNotFound: 'Liste nicht gefunden',
  listMayBeDeleted: 'Sie wurde vielleicht gelöscht. Ihre Aufgaben sind dann im Eingang.',
  noResults: filter => `Keine Treffer für „${filter}“`,
  searched: 'Durchsucht wurden Titel und Beschreibungen.',
  searchInAll: 'In allen suchen',
  none: {
    open: 'Alles erledigt',
    overdue: 'Nichts ist überfällig',
    next: 'So bald ist nichts fällig',
    done: 'Noch nichts erledigt',
    all: 'Noch keine Aufgaben',
  },
  listEmpty: 'Diese Liste ist leer',
  typeFirst: 'Tippe oben deine erste Aufgabe ein und drücke die Eingabetaste.',
  typeTodo: 'Tippe oben eine Aufgabe ein und drücke die Eingabetaste.',
  shortcut: key => rich`Kürzel: ${key}`,

  completedTodo: title => `Erledigt: ${title}`,
  unsavedChanges: 'Ungespeicherte Änderungen',
  reschedule: 'Verschieben',
  rescheduleKey: 'Verschieben (d)',
  rescheduleTodo: title => `„${title}“ verschieben`,
  deleteTodo: title => `„${title}“ löschen`,
  priorities: { none: 'keine', low: 'niedrig', medium: 'mittel', high: 'hoch' },
  priorityOf: priority => `Priorität: ${priority}`,
  listOf: name => `Liste: ${name}`,
  listPrefix: 'Liste: ',
  tagOf: tag => `Schlagwort: ${tag}`,
  tagPrefix: 'Schlagwort: ',

  days: {
    today: 'Heute',
    tomorrow: 'Morgen',
    weekend: 'Am Wochenende',
    nextWeek: 'Nächste Woche',
    none: 'Ohne Datum',
  },
  anotherDay: 'Anderer Tag',
  move: 'Verschieben',

  export: 'Exportieren …',
  exportList: 'diese Liste',
  exportShown: 'diese Aufgaben',

  completed: title => `„${title}“ erledigt`,
  completedAway: title =>
    `„${title}“ erledigt. Das nächste Datum erscheint, sobald der Server wieder erreichbar ist.`,
  nextOccurrence: date => `Nächstes Mal: ${date}`,
  manyCompleted: count => `${formatCount(count)} erledigt`,
  deadlineRemoved: title => `„${title}“ hat kein Datum mehr`,
  moved: (title, date) => `„${title}“ verschoben auf ${date}`,
  manyMoved: count => `${formatCount(count)} verschoben`,
  deleted: title => `„${title}“ gelöscht`,
  manyDeleted: count => `${formatCount(count)} gelöscht`,
  added: title => `„${title}“ hinzugefügt`,
  addedDue: (title, when) => `„${title}“ hinzugefügt, fällig: ${when}`,
  addedTo: (title, list) => `„${title}“ zu „${list}“ hinzugefügt`,
  addedHidden: title => `„${title}“ hinzugefügt – der aktuelle Filter blendet die Aufgabe aus`,
  notUpdated: (title, reason) => `„${title}“ konnte nicht geändert werden. ${reason}`,
  notDeleted: (title, reason) => `„${title}“ konnte nicht gelöscht werden. ${reason}`,
  notRestored: (title, reason) => `„${title}“ konnte nicht wiederhergestellt werden. ${reason}`,
  notSaved: (title, reason) => `„${title}“ konnte nicht gespeichert werden. ${reason}`,
}
