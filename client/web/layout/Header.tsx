import { Link, NavLink, useLocation } from 'react-router'
import { ListsButton } from '../lists/ListsButton.tsx'
import { isTodosPath, urls } from '../urls.ts'
import { Icon } from '../ui/Icon.tsx'
import { Help } from './Help.tsx'
import './Header.css'
import { ThemeSwitch } from './ThemeSwitch.tsx'

const views = [
  { to: urls.todos, name: 'Todos' },
  { to: urls.calendar, name: 'Calendar' },
  { to: urls.exports, name: 'Exports' },
]

export function Header() {
  const { pathname } = useLocation()
  return (
    <header className="header">
      <ListsButton />
      <Link className="header-brand" to={urls.todos}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        TaskOverflow
      </Link>
      <nav aria-label="Views">
        {views.map(({ to, name }) => (
          <NavLink
            key={to}
            className={to === urls.todos && isTodosPath(pathname) ? 'current' : ''}
            to={to}
            end
          >
            {name}
          </NavLink>
        ))}
      </nav>
      <div className="header-tools">
        <ThemeSwitch />
        <NavLink className="button quiet icon" to={urls.settings} title="Settings">
          <Icon name="settings" />
          <span className="visually-hidden">Settings</span>
        </NavLink>
        <Help />
      </div>
    </header>
  )
}
