import type { CommonTexts } from '../common.ts'

export const texts: CommonTexts = {
  add: 'Hinzufügen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  copied: 'Kopiert',
  copy: 'Kopieren',
  ctrl: 'Strg',
  delete: 'Löschen',
  dismiss: 'Ausblenden',
  edit: 'Bearbeiten',
  loading: 'Wird geladen …',
  loadMore: 'Mehr laden',
  pressToCopy: 'Zum Kopieren Strg+C oder ⌘C drücken',
  retry: 'Erneut versuchen',
  save: 'Speichern',
  show: 'Anzeigen',
  undo: 'Rückgängig',

  missingPart: 'Ein Teil dieser Seite fehlt auf dem Server.',
  ofRequest: (problem, requestId) => `${problem} (Anfrage ${requestId})`,
  todosNotLoaded: 'Die Aufgaben konnten nicht geladen werden',
  unreachable: 'Der Server ist nicht erreichbar.',
  answeredWith: status => `Der Server hat mit dem Status ${status} geantwortet.`,
}
