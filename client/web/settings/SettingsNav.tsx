import { NavLink } from 'react-router'
import { useAccountName } from '../account/access.ts'
import { t } from '../messages/layout.ts'
import '../ui/FilterLink.css'
import { urls } from '../urls.ts'

/** Leads from the settings to the account and back, where there are accounts. */
export function SettingsNav() {
  if (useAccountName() === undefined) return null
  return (
    <nav className="row" aria-label={t.settingsAndAccount}>
      <NavLink className="filter-link" to={urls.settings}>
        {t.views.settings}
      </NavLink>
      <NavLink className="filter-link" to={urls.account}>
        {t.views.account}
      </NavLink>
    </nav>
  )
}
