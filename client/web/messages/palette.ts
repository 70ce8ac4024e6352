import type { Theme } from '../theme.ts'
import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const english = {
  commandMenu: 'Command menu',
  field: 'Command or todo',
  hint: 'Go to, do, or find a todo…',
  found: 'Commands and todos',
  groups: { views: 'Go to', actions: 'Actions', todos: 'Todos' },
  searchAll: (text: string) => `Search all todos for “${text}”`,
  howTo: '↑ ↓ to choose, Enter to open, Esc to close',
  notSearched: 'Couldn’t search the todos.',
  searching: 'Searching the todos…',
  results: (count: number) =>
    count === 0 ? 'No results' : plural(count, { one: '# result', other: '# results' }),

  upcoming: 'Upcoming',
  overdue: 'Overdue',
  completed: 'Completed',
  list: 'List',
  calendar: 'Calendar',
  exports: 'Exports',
  import: 'Import',
  trash: 'Trash',
  settings: 'Settings',
  newTodo: 'New todo',
  newList: 'New list',
  export: 'Export to a calendar app',
  themes: {
    light: 'Use the light theme',
    dark: 'Use the dark theme',
    auto: 'Use the system’s theme',
  } satisfies Record<Theme, string>,
  shortcuts: 'Keyboard shortcuts',
  signOut: 'Sign out',
  account: 'Account',
  completedTodo: 'completed',

  /** Other words by which the commands are found. */
  synonyms: {
    go: 'go to',
    upcoming: 'home todos open',
    overdue: 'todos late',
    completed: 'todos done',
    list: 'list',
    calendar: 'month week agenda',
    exports: 'feeds jobs files downloads',
    import: 'upload csv ics',
    trash: 'deleted restore',
    settings: 'time zone week theme language',
    account: 'password passkeys sessions access tokens',
    newTodo: 'add create task',
    newList: 'add create',
    export: 'feed file ics subscribe download',
    theme: 'colours switch mode',
    shortcuts: 'help keys',
  },
}

export type PaletteTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/palette.ts') })
