import type { ReactNode } from 'react'
import './EmptyState.css'

type Props = { title: string; role?: 'alert' | 'status'; children?: ReactNode }

/** Replaces an empty list or a view that failed. */
export function EmptyState({ title, role, children }: Props) {
  return (
    <div className="empty-state" role={role}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
