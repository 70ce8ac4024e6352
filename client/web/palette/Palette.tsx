import { useState } from 'react'
import { ExportDialog } from '../exports/ExportDialog.tsx'
import { ListDialog } from '../lists/ListDialog.tsx'
import { PaletteDialog } from './PaletteDialog.tsx'

export type PaletteProps = { onClose: () => void; onShowShortcuts: () => void }

/** The command palette, or the dialog that was chosen in it. */
export function Palette({ onClose, onShowShortcuts }: PaletteProps) {
  const [dialog, setDialog] = useState<'palette' | 'list' | 'export'>('palette')
  if (dialog === 'list')
    return <ListDialog action={{ kind: 'create' }} onAction={() => {}} onClose={onClose} />
  if (dialog === 'export') return <ExportDialog onClose={onClose} />
  return (
    <PaletteDialog
      onClose={onClose}
      onNewList={() => setDialog('list')}
      onExport={() => setDialog('export')}
      onShowShortcuts={() => {
        onClose()
        onShowShortcuts()
      }}
    />
  )
}
