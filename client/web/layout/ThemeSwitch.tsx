import { useState } from 'react'
import { saveTheme, readTheme, type Theme } from '../theme.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

const next = { auto: 'light', light: 'dark', dark: 'auto' } satisfies Record<Theme, Theme>
const names = { auto: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>
const icons = { auto: 'system', light: 'sun', dark: 'moon' } satisfies Record<Theme, IconName>

export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme)
  function change() {
    saveTheme(next[theme])
    setTheme(next[theme])
  }
  return (
    <button
      className="button quiet icon"
      type="button"
      title={`Theme: ${names[theme]} (click for ${names[next[theme]]})`}
      onClick={change}
    >
      <Icon name={icons[theme]} />
      <span className="visually-hidden">Theme: {names[theme]}</span>
    </button>
  )
}
