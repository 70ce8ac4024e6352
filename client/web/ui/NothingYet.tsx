import type { ReactNode } from 'react'
import './NothingYet.css'

/** Takes the place of a list that has no entries yet, within a view. */
export const NothingYet = ({ children }: { children: ReactNode }) => <p className="nothing-yet">{children}</p>
