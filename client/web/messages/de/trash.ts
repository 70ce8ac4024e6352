import { plural } from '../format-text.ts'
import type { TrashTexts } from '../trash.ts'

export const texts: TrashTexts = {
  trash: 'Papierkorb',
  emptyTrash: 'Papierkorb leeren',
  kept: 'Gelöschte Aufgaben bleiben 30 Tage hier.',
  empty: 'Der Papierkorb ist leer',
  lastKnown: 'Das ist der letzte bekannte Stand des Papierkorbs.',
  notLoaded: 'Der Papierkorb konnte nicht geladen werden',

  deletedTodos: 'Gelöschte Aufgaben',
  deletedAt: when => `Gelöscht: ${when}`,
  restore: 'Wiederherstellen',
  restoreTodo: title => `„${title}“ wiederherstellen`,
  restored: title => `„${title}“ wiederhergestellt`,

  askToEmpty: 'Papierkorb leeren?',
  deletePermanently: 'Endgültig löschen',
  whatEmptyingMeans:
    'Alle Aufgaben im Papierkorb werden endgültig gelöscht. Das lässt sich nicht rückgängig machen.',
  emptied: count =>
    plural(count, { one: '# Aufgabe endgültig gelöscht', other: '# Aufgaben endgültig gelöscht' }),
}
