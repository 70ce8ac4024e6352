import { inLanguage } from './in-language.ts'

const english = {
  lists: 'Lists',
  upcoming: 'Upcoming',
  inbox: 'Inbox',
  newList: 'New list',
  trash: 'Trash',
  import: 'Import',
  open: ' open',
  edit: 'Edit list',
  editList: (name: string) => `Edit list “${name}”`,
  moved: (name: string, position: number, count: number) => `“${name}” is now ${position} of ${count}`,
  notMoved: (name: string, reason: string) => `Couldn’t move “${name}”. ${reason}`,
}

export type ListsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/lists.ts') })
