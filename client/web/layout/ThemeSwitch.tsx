import { useState } from 'react'
import { saveTheme, readTheme, type Theme } from '../theme.ts'

const next = { auto: 'light', light: 'dark', dark: 'auto' } satisfies Record<Theme, Theme>
const icons = { auto: '◐', light: '☀', dark: '☾' } satisfies Record<Theme, string>

export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme)
  function change() {
    saveTheme(next[theme])
    setTheme(next[theme])
  }
  return (
    <button className="button quiet icon" type="button" title={`Theme: ${theme}`} onClick={change}>
      <span aria-hidden="true">{icons[theme]}</span>
      <span className="visually-hidden">Theme: {theme}</span>
    </button>
  )
}
