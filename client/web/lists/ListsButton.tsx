import { useState } from 'react'
import { useLocation } from 'react-router'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ListsNav } from './ListsNav.tsx'

/** Opens the lists where there is no room beside the todos. */
export function ListsButton() {
  const { key } = useLocation()
  // Following a link closes it.
  const [openedAt, setOpenedAt] = useState<string>()
  return (
    <>
      <button
        className="button quiet icon lists-button"
        type="button"
        title="Lists"
        onClick={() => setOpenedAt(key)}
      >
        <Icon name="menu" />
        <span className="visually-hidden">Lists</span>
      </button>
      <Dialog
        title="Lists"
        className="sheet"
        isOpen={openedAt === key}
        onClose={() => setOpenedAt(undefined)}
      >
        <ListsNav />
      </Dialog>
    </>
  )
}
