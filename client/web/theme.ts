const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'taskoverflow-theme'

export const readTheme = (): Theme =>
  themes.find(theme => theme === localStorage.getItem(storageKey)) ?? 'auto'

export function saveTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme)
  applyTheme(theme)
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}
