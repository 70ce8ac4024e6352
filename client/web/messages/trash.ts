import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const english = {
  trash: 'Trash',
  emptyTrash: 'Empty trash',
  kept: 'Deleted todos stay here for 30 days.',
  empty: 'The trash is empty',
  lastKnown: 'Showing the last known deleted todos.',
  notLoaded: 'Couldn’t load the trash',

  deletedTodos: 'Deleted todos',
  deletedAt: (when: string) => `Deleted: ${when}`,
  restore: 'Restore',
  restoreTodo: (title: string) => `Restore “${title}”`,
  restored: (title: string) => `Restored “${title}”`,

  askToEmpty: 'Empty the trash?',
  deletePermanently: 'Delete permanently',
  whatEmptyingMeans: 'All todos in the trash are deleted permanently. This can’t be undone.',
  emptied: (count: number) =>
    plural(count, { one: 'Deleted # todo permanently', other: 'Deleted # todos permanently' }),
}

export type TrashTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/trash.ts') })
