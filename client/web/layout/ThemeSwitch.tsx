import { saveTheme, type Theme, useTheme } from '../theme.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

const next = { auto: 'light', light: 'dark', dark: 'auto' } satisfies Record<Theme, Theme>
const names = { auto: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>
const icons = { auto: 'system', light: 'sun', dark: 'moon' } satisfies Record<Theme, IconName>

export function ThemeSwitch() {
  const theme = useTheme()
  return (
    <button
      className="button quiet icon theme-switch"
      type="button"
      title={`Theme: ${names[theme]} (click for ${names[next[theme]]})`}
      onClick={() => saveTheme(next[theme])}
    >
      <Icon name={icons[theme]} />
      <span className="visually-hidden">Theme: {names[theme]}</span>
    </button>
  )
}
