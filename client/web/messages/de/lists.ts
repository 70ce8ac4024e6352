import type { ListsTexts } from '../lists.ts'

export const texts: ListsTexts = {
  lists: 'Listen',
  upcoming: 'Demnächst',
  inbox: 'Eingang',
  newList: 'Neue Liste',
  trash: 'Papierkorb',
  import: 'Import',
  open: ' offen',
  edit: 'Liste bearbeiten',
  editList: name => `Liste „${name}“ bearbeiten`,
  moved: (name, position, count) => `„${name}“ ist jetzt ${position} von ${count}`,
  notMoved: (name, reason) => `„${name}“ konnte nicht verschoben werden. ${reason}`,
}
