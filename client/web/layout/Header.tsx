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

/** The view of all todos is also that of a list of them. */
function findCurrent(view: string, path: string): 'page' | 'true' | undefined {
  if (view === path) return 'page'
  return view === urls.todos && isTodosPath(path) ? 'true' : undefined
}

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
          <Link key={to} to={to} aria-current={findCurrent(to, pathname)}>
            {name}
          </Link>
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
