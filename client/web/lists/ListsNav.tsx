import { lazy, Suspense, useState } from 'react'
import { NavLink } from 'react-router'
import { loadChunk } from '../layout/load-chunk.ts'
import { Icon } from '../ui/Icon.tsx'
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
    <nav className="lists-nav" aria-label="Lists">
      <NavLink className="lists-link" to={urls.todos} end>
        <span className="lists-icon">
          <Icon name="todos" />
        </span>
        Upcoming
      </NavLink>
      <ListLinks onEdit={list => setAction({ kind: 'edit', list })} />
      <button className="lists-link" type="button" onClick={() => setAction({ kind: 'create' })}>
        <span className="lists-icon">
          <Icon name="add" />
        </span>
        New list
      </button>
      <NavLink className="lists-link" to={urls.trash}>
        <span className="lists-icon">
          <Icon name="trash" />
        </span>
        Trash
      </NavLink>
      <NavLink className="lists-link" to={urls.import}>
        <span className="lists-icon">
          <Icon name="import" />
        </span>
        Import
      </NavLink>
      <Suspense>
        {action && <ListDialog action={action} onAction={setAction} onClose={() => setAction(undefined)} />}
      </Suspense>
    </nav>
  )
}
