import { lazy, Suspense, useState } from 'react'
import { readFilter } from '../../../schema/read-filter.ts'
import { loadChunk } from '../layout/load-chunk.ts'
import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/todos.ts'
import { printFilter } from './print-filter.ts'

const ExportDialog = lazy(() =>
  loadChunk(async () => ({ default: (await import('../exports/ExportDialog.tsx')).ExportDialog })),
)

type Props = { list: List | undefined; filter: string }

/** Makes a feed or a file of what is shown: a list, what was searched for, or both. */
export function ScopeActions({ list, filter }: Props) {
  const [isExporting, setExporting] = useState(false)
  const start = {
    name: [list?.name, filter === '' ? undefined : nameFilter(filter)].filter(Boolean).join(': '),
    filter: [list && printFilter({ list: [`${list.id}`] }, [list]), filter].filter(Boolean).join(' '),
  }
  return (
    <div className="row scope-actions">
      <button className="button small" type="button" onClick={() => setExporting(true)}>
        {t.export}
        <span className="visually-hidden"> {filter === '' ? t.exportList : t.exportShown}</span>
      </button>
      <Suspense>{isExporting && <ExportDialog start={start} onClose={() => setExporting(false)} />}</Suspense>
    </div>
  )
}

/** The name of a single tag, or the filter as it is. */
function nameFilter(filter: string): string {
  const read = readFilter(filter)
  if (!('filter' in read)) return filter
  const { tag: [tag] = [], ...others } = read.filter
  return tag !== undefined && read.filter.tag?.length === 1 && Object.keys(others).length === 0 ? tag : filter
}
