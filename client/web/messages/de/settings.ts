import type { SettingsTexts } from '../settings.ts'

export const texts: SettingsTexts = {
  settings: 'Einstellungen',
  notLoaded: 'Die Einstellungen konnten nicht geladen werden',
  timeZoneHint:
    'Bestimmt, wann ein Tag endet: was heute fällig und was überfällig ist. Auch neue Kalenderdateien und Abos richten sich danach.',
  weekStart: 'Erster Tag der Woche',
  saved: 'Einstellungen gespeichert',

  thisBrowser: 'Dieser Browser',
  theme: 'Design',
  themes: { auto: 'System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  browserLanguage: 'System',
  hasToken:
    'Dieser Browser hat das API-Token dieses Servers. Melde dich ab, um es zu entfernen oder ein anderes einzugeben.',
  signOut: 'Abmelden',
}
