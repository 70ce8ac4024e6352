import { t } from '../messages/layout.ts'
import { saveTheme, type Theme, useTheme } from '../theme.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

const next = { auto: 'light', light: 'dark', dark: 'auto' } satisfies Record<Theme, Theme>
const icons = { auto: 'system', light: 'sun', dark: 'moon' } satisfies Record<Theme, IconName>

export function ThemeSwitch() {
  const theme = useTheme()
  return (
    <button
      className="button quiet icon theme-switch"
      type="button"
      title={t.themeAndNext(t.themes[theme], t.themes[next[theme]])}
      onClick={() => saveTheme(next[theme])}
    >
      <Icon name={icons[theme]} />
      <span className="visually-hidden">{t.theme(t.themes[theme])}</span>
    </button>
  )
}
