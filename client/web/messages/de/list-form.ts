import type { ListFormTexts } from '../list-form.ts'

export const texts: ListFormTexts = {
  titles: { create: 'Neue Liste', edit: 'Liste bearbeiten', delete: 'Liste löschen?' },
  create: 'Liste anlegen',
  delete: 'Liste löschen',
  name: 'Name',
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  position: (position, count) => `${position} von ${count}`,
  whatDeletingMeans: (name, open, inbox) =>
    `Die Aufgaben von „${name}“ (${open} offen) bleiben erhalten: Sie kommen in „${inbox}“.`,
  notRestored: (name, reason) => `Liste „${name}“ konnte nicht wiederhergestellt werden. ${reason}`,
  deleted: (name, inbox) => `Liste „${name}“ gelöscht. Ihre Aufgaben sind in „${inbox}“.`,

  color: 'Farbe',
  noColor: 'Keine Farbe',
  otherColor: color => `Andere: ${color}`,
  colors: {
    red: 'Rot',
    orange: 'Orange',
    yellow: 'Gelb',
    green: 'Grün',
    teal: 'Türkis',
    blue: 'Blau',
    purple: 'Lila',
    pink: 'Rosa',
  },
}
