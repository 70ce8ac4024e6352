import { inLanguage } from './in-language.ts'
import { plural, rich } from './format-text.ts'
import type { ReactNode } from 'react'
import type { Theme } from '../theme.ts'
import type { ViewName } from '../layout/views.ts'

const english = {
  views: {
    todos: 'Todos',
    todo: 'Todo',
    calendar: 'Calendar',
    exports: 'Exports',
    trash: 'Trash',
    import: 'Import',
    settings: 'Settings',
    account: 'Account',
    signIn: 'Sign in',
    join: 'Join',
  } satisfies Record<ViewName | 'todos', string>,
  navigation: 'Views',
  settingsAndAccount: 'Settings and account',
  accountOf: (name: string) => `Account: ${name}`,
  signOut: 'Sign out',
  notSignedOut: (reason: string) => `Couldn’t sign out. ${reason}`,
  skipToContent: 'Skip to content',
  viewNotLoaded: 'Couldn’t load this page',

  notFound: 'Page not found',
  backToTodos: 'Back to your todos',

  failed: 'This page couldn’t be shown',
  whyFailed: 'Something went wrong in this browser. Your todos are safe.',
  reload: 'Reload',

  serverAway: 'The server can’t be reached. Trying again…',
  changesKept: (count: number) =>
    plural(count, {
      one: 'Your last change is saved in this browser and will be sent when the server is back.',
      other: 'Your last # changes are saved in this browser and will be sent when the server is back.',
    }),

  theme: (name: string) => `Theme: ${name}`,
  themeAndNext: (name: string, next: string) => `Theme: ${name} (click for ${next})`,
  themes: { auto: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,

  commandMenu: 'Command menu',
  commandMenuKey: (key: string) => `Command menu (${key} K)`,
  commandMenuNotOpened: (reason: string) => `Couldn’t open the command menu. ${reason}`,

  shortcuts: 'Keyboard shortcuts',
  shortcutsKey: 'Keyboard shortcuts (?)',
  shortcutsOn: 'Enable single-key shortcuts',
  keys: {
    add: 'New todo',
    search: 'Search',
    help: 'Show shortcuts',
    move: 'Next and previous todo (or ↓ ↑)',
    complete: 'Complete the todo',
    edit: 'Edit it',
    reschedule: 'Choose another day for it',
    today: 'Move it to today',
    delete: 'Delete it',
    undo: 'Undo (while the notification is visible)',
    commands: 'Go anywhere, do anything, find a todo',
    close: 'Close, or cancel editing',
  },
  otherClients: (graphiql: ReactNode) =>
    rich`Everything here is also available through the API (try it in ${graphiql}), curl and the command line. See the README.`,

  liveUpdates: {
    none: '',
    interrupted: 'Live updates paused – reconnecting…',
    back: 'Live updates are back.',
  },
  creatingCalendars: (count: number) =>
    plural(count, { one: 'Creating calendar', other: 'Creating # calendars' }),
  calendarReady: (name: string | undefined) =>
    `${name === undefined ? 'Your calendar file' : `“${name}”`} is ready`,
  calendarFailed: (name: string | undefined) =>
    `${name === undefined ? 'Your calendar file' : `“${name}”`} could not be created`,
  download: 'Download',

  otherTimeZone: 'Different time zone',
  offerTimeZone: (here: string, used: string) =>
    `This browser’s time zone is ${here}, but your settings use ${used}. Change the settings?`,
  changeTimeZone: 'Change',
  keepTimeZone: 'Keep',
  timeZoneNotChanged: (reason: string) => `Couldn’t change the time zone. ${reason}`,
}

export type LayoutTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/layout.ts') })
