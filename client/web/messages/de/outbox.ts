import type { OutboxTexts } from '../outbox.ts'
import { plural, rich } from '../format-text.ts'

const fields = {
  title: 'Titel',
  description: 'Beschreibung',
  deadline: 'Fälligkeit',
  repeat: 'Wiederholung',
  listId: 'Liste',
  tags: 'Schlagwörter',
  priority: 'Priorität',
}

export const texts: OutboxTexts = {
  full: 'Zu viele Änderungen warten auf den Server. Versuch es wieder, wenn er erreichbar ist.',
  notSent: 'Noch nicht gesendet',
  undecided: 'Änderungen, über die du entscheiden musst',

  changedElsewhere: title => `„${title}“ wurde hier und anderswo geändert.`,
  twoValues: (field, mine, other) => rich`${fields[field]}: bei dir „${mine}“, anderswo „${other}“.`,
  nothing: 'nichts',
  takeMine: 'Meine Änderung nehmen',
  takeOther: 'Die andere nehmen',

  deletedElsewhere: title =>
    `„${title}“ wurde anderswo gelöscht, bevor deine Änderung gesendet werden konnte.`,
  restore: 'Mit meiner Änderung wiederherstellen',
  notSaved: (title, reason) => `„${title}“ wurde nicht gespeichert: ${reason}`,
  discard: 'Meine Änderung verwerfen',

  lossTitle: 'Jetzt abmelden?',
  loss: count =>
    plural(count, {
      one: 'Eine Änderung ist noch nicht an den Server gesendet. Sie geht beim Abmelden verloren.',
      other: '# Änderungen sind noch nicht an den Server gesendet. Sie gehen beim Abmelden verloren.',
    }),
  signOutAnyway: 'Trotzdem abmelden',
}
