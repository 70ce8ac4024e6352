import { lazy, Suspense, useState } from 'react'
import { loadChunk } from '../layout/load-chunk.ts'
import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/todos.ts'
import { OpeningDialog } from '../ui/OpeningDialog.tsx'
import { findTag } from './find-tag.ts'
import { printFilter } from './print-filter.ts'

const ExportDialog = lazy(() =>
  loadChunk(async () => ({ default: (await import('../exports/ExportDialog.tsx')).ExportDialog })),
)

type Props = { list: List | undefined; filter: string }

/** Makes a feed or a file of what is shown: a list, what was searched for, or both. */
export function ScopeActions({ list, filter }: Props) {
  const [isExporting, setExporting] = useState(false)
  const start = {
    name: [list?.name, filter === '' ? undefined : (findTag(filter) ?? filter)].filter(Boolean).join(': '),
    filter: [list && printFilter({ list: [`${list.id}`] }, [list]), filter].filter(Boolean).join(' '),
  }
  return (
    <div className="row scope-actions">
      <button className="button small" type="button" onClick={() => setExporting(true)}>
        {t.export}
        <span className="visually-hidden"> {filter === '' ? t.exportList : t.exportShown}</span>
      </button>
      <Suspense fallback={<OpeningDialog />}>
        {isExporting && <ExportDialog start={start} onClose={() => setExporting(false)} />}
      </Suspense>
    </div>
  )
}
