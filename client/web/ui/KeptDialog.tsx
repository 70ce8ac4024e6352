import { createContext, type ReactNode, use, useState } from 'react'

type Show = (dialog: ReactNode) => void

const ShowContext = createContext<Show>(() => {})

/** Shows a dialog that stays when the view changes; `null` removes it. */
export const useKeptDialog = (): Show => use(ShowContext)

export function KeptDialog({ children }: { children: ReactNode }) {
  const [dialog, setDialog] = useState<ReactNode>(null)
  return (
    <ShowContext value={setDialog}>
      {children}
      {dialog}
    </ShowContext>
  )
}
