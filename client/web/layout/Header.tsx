import { useState } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { RunningJobs } from '../jobs/RunningJobs.tsx'
import { ListsButton } from '../lists/ListsButton.tsx'
import { PaletteButton } from '../palette/PaletteButton.tsx'
import { isTodosPath, urls } from '../urls.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Help } from './Help.tsx'
import './Header.css'
import { ThemeSwitch } from './ThemeSwitch.tsx'

const views: { to: string; name: string; icon: IconName }[] = [
  { to: urls.todos, name: 'Todos', icon: 'todos' },
  { to: urls.calendar, name: 'Calendar', icon: 'calendar' },
  { to: urls.exports, name: 'Exports', icon: 'export' },
]

/** The view of all todos is also that of a list of them. */
function findCurrent(view: string, path: string): 'page' | 'true' | undefined {
  if (view === path) return 'page'
  return view === urls.todos && isTodosPath(path) ? 'true' : undefined
}

/** On a phone, the views are a bar at the bottom of the page, with the settings as one of them. */
export function Header() {
  const { pathname } = useLocation()
  const [isHelpOpen, setHelpOpen] = useState(false)
  return (
    <header className="header">
      <ListsButton />
      <Link className="header-brand" to={urls.todos}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span>TaskOverflow</span>
      </Link>
      <nav aria-label="Views">
        {views.map(({ to, name, icon }) => (
          <Link key={to} to={to} aria-current={findCurrent(to, pathname)}>
            <Icon name={icon} />
            {name}
          </Link>
        ))}
        <NavLink className="header-settings" to={urls.settings}>
          <Icon name="settings" />
          Settings
        </NavLink>
      </nav>
      <RunningJobs />
      <div className="header-tools">
        <PaletteButton onShowShortcuts={() => setHelpOpen(true)} />
        <ThemeSwitch />
        <NavLink className="button quiet icon" to={urls.settings} title="Settings">
          <Icon name="settings" />
          <span className="visually-hidden">Settings</span>
        </NavLink>
        <Help isOpen={isHelpOpen} onOpen={setHelpOpen} />
      </div>
    </header>
  )
}
