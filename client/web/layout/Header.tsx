import { useState } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { AccountMenu } from '../account/AccountMenu.tsx'
import { RunningJobs } from '../jobs/RunningJobs.tsx'
import { ListsButton } from '../lists/ListsButton.tsx'
import { t } from '../messages/layout.ts'
import { PaletteButton } from '../palette/PaletteButton.tsx'
import { isTodosPath, urls } from '../urls.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Help } from './Help.tsx'
import './Header.css'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import type { ViewName } from './views.ts'

const views: { name: ViewName | 'todos'; to: string; icon: IconName }[] = [
  { name: 'todos', to: urls.todos, icon: 'todos' },
  { name: 'calendar', to: urls.calendar, icon: 'calendar' },
  { name: 'exports', to: urls.exports, icon: 'export' },
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
      <nav aria-label={t.navigation}>
        {views.map(({ to, name, icon }) => (
          <Link key={to} to={to} aria-current={findCurrent(to, pathname)}>
            <Icon name={icon} />
            {t.views[name]}
          </Link>
        ))}
        <NavLink className="header-settings" to={urls.settings}>
          <Icon name="settings" />
          {t.views.settings}
        </NavLink>
      </nav>
      <RunningJobs />
      <div className="header-tools">
        <PaletteButton onShowShortcuts={() => setHelpOpen(true)} />
        <ThemeSwitch />
        <NavLink className="button quiet icon" to={urls.settings} title={t.views.settings}>
          <Icon name="settings" />
          <span className="visually-hidden">{t.views.settings}</span>
        </NavLink>
        <Help isOpen={isHelpOpen} onOpen={setHelpOpen} />
        <AccountMenu />
      </div>
    </header>
  )
}
