import { inLanguage } from './in-language.ts'

const english = {
  titles: { create: 'New list', edit: 'Edit list', delete: 'Delete list?' },
  create: 'Create list',
  delete: 'Delete list',
  name: 'Name',
  moveUp: 'Move up',
  moveDown: 'Move down',
  position: (position: number, count: number) => `${position} of ${count}`,
  whatDeletingMeans: (name: string, open: number, inbox: string) =>
    `The todos of “${name}” (${open} open) are kept: they move to “${inbox}”.`,
  notRestored: (name: string, reason: string) => `Couldn’t restore the list “${name}”. ${reason}`,
  deleted: (name: string, inbox: string) => `Deleted list “${name}”. Its todos are in “${inbox}”.`,

  color: 'Colour',
  noColor: 'No colour',
  otherColor: (color: string) => `Other: ${color}`,
  colors: {
    red: 'Red',
    orange: 'Orange',
    yellow: 'Yellow',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    purple: 'Purple',
    pink: 'Pink',
  },
}

export type ListFormTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/list-form.ts') })
