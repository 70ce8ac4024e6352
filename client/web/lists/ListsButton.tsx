import { useState } from 'react'
import { useLocation } from 'react-router'
import { t } from '../messages/lists.ts'
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
        title={t.lists}
        onClick={() => setOpenedAt(key)}
      >
        <Icon name="menu" />
        <span className="visually-hidden">{t.lists}</span>
      </button>
      <Dialog
        title={t.lists}
        className="sheet"
        isOpen={openedAt === key}
        onClose={() => setOpenedAt(undefined)}
      >
        <ListsNav />
      </Dialog>
    </>
  )
}
