import { useState } from 'react'
import { saveTheme, readTheme, type Theme } from '../theme.ts'

const next = { auto: 'light', light: 'dark', dark: 'auto' } satisfies Record<Theme, Theme>
const names = { auto: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>
const icons = { auto: '◐', light: '☀', dark: '☾' } satisfies Record<Theme, string>

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
      <span aria-hidden="true">{icons[theme]}</span>
      <span className="visually-hidden">Theme: {names[theme]}</span>
    </button>
  )
}
