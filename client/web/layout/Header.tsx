import { Link, NavLink } from 'react-router'
import { urls } from '../urls.ts'
import { Help } from './Help.tsx'
import './Header.css'
import { ThemeSwitch } from './ThemeSwitch.tsx'

const views = [
  { to: urls.todos, name: 'Todos' },
  { to: urls.calendar, name: 'Calendar' },
  { to: urls.jobs, name: 'Jobs' },
  { to: urls.feeds, name: 'Feeds' },
]

export function Header() {
  return (
    <header className="header">
      <Link className="header-brand" to={urls.todos}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        TaskOverflow
      </Link>
      <nav aria-label="Views">
        {views.map(({ to, name }) => (
          <NavLink key={to} to={to} end>
            {name}
          </NavLink>
        ))}
      </nav>
      <div className="header-tools">
        <ThemeSwitch />
        <NavLink className="button quiet icon" to={urls.settings} title="Settings">
          <span aria-hidden="true">⚙</span>
          <span className="visually-hidden">Settings</span>
        </NavLink>
        <Help />
      </div>
    </header>
  )
}
