import { useSyncExternalStore } from 'react'

const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'taskoverflow-theme'

const listeners = new Set<() => void>()

export const readTheme = (): Theme =>
  themes.find(theme => theme === localStorage.getItem(storageKey)) ?? 'auto'

export function saveTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme)
  applyTheme(theme)
  for (const listener of listeners) listener()
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, readTheme)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The colour of the browser's own bars is that of the header. Without a choice, it follows the system. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = (meta.dataset['scheme'] ??= meta.media.includes('dark') ? 'dark' : 'light')
    meta.media = theme === 'auto' ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? '' : 'not all'
  }
}
