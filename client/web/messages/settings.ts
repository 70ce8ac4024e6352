import type { Theme } from '../theme.ts'
import { inLanguage } from './in-language.ts'

const english = {
  settings: 'Settings',
  notLoaded: 'Couldn’t load the settings',
  timeZoneHint:
    'Decides when a day ends: what is due today, and what is overdue. New calendar files and feeds use it too.',
  weekStart: 'First day of the week',
  saved: 'Settings saved',

  thisBrowser: 'This browser',
  theme: 'Theme',
  themes: { auto: 'System', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>,
  language: 'Language',
  browserLanguage: 'System',
  hasToken: 'This browser has the API token of this server. Sign out to remove it, or to enter another one.',
  signOut: 'Sign out',
}

export type SettingsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/settings.ts') })
