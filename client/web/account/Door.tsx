import type { ReactNode } from 'react'
import './Door.css'

/** What is in front of the page: to sign in, or to join. */
export const Door = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="door stack">
    <p className="door-brand">
      <img src="/icon.svg" alt="" width="28" height="28" />
      TaskOverflow
    </p>
    <h1>{title}</h1>
    {children}
  </div>
)
