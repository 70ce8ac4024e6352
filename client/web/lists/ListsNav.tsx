import { lazy, Suspense, useState } from 'react'
import { NavLink } from 'react-router'
import { loadChunk } from '../layout/load-chunk.ts'
import { t } from '../messages/lists.ts'
import { Icon } from '../ui/Icon.tsx'
import { OpeningDialog } from '../ui/OpeningDialog.tsx'
import { urls } from '../urls.ts'
import type { ListAction } from './ListDialog.tsx'
import { ListLinks } from './ListLinks.tsx'
import './ListsNav.css'

const ListDialog = lazy(() =>
  loadChunk(async () => ({ default: (await import('./ListDialog.tsx')).ListDialog })),
)

/** Leads to what is next of all todos, to those of each list, and to the deleted ones. */
export function ListsNav() {
  const [action, setAction] = useState<ListAction>()
  return (
    <nav className="lists-nav" aria-label={t.lists}>
      <NavLink className="lists-link" to={urls.todos} end>
        <span className="lists-icon">
          <Icon name="todos" />
        </span>
        {t.upcoming}
      </NavLink>
      <ListLinks onEdit={list => setAction({ kind: 'edit', list })} />
      <button className="lists-link" type="button" onClick={() => setAction({ kind: 'create' })}>
        <span className="lists-icon">
          <Icon name="add" />
        </span>
        {t.newList}
      </button>
      <NavLink className="lists-link" to={urls.trash}>
        <span className="lists-icon">
          <Icon name="trash" />
        </span>
        {t.trash}
      </NavLink>
      <NavLink className="lists-link" to={urls.import}>
        <span className="lists-icon">
          <Icon name="import" />
        </span>
        {t.import}
      </NavLink>
      <Suspense fallback={<OpeningDialog />}>
        {action && <ListDialog action={action} onAction={setAction} onClose={() => setAction(undefined)} />}
      </Suspense>
    </nav>
  )
}
