import type { ReactNode } from 'react'

export function JobStream({ children }: { children: ReactNode }) {
  return children
}
