import { lazy, Suspense, useState } from 'react'
import { readFilter } from '../../../schema/read-filter.ts'
import type { FeedAction } from '../feeds/FeedDialog.tsx'
import type { List } from '../lists/all-lists.ts'
import { printFilter } from './print-filter.ts'

const FeedDialog = lazy(async () => ({ default: (await import('../feeds/FeedDialog.tsx')).FeedDialog }))
const ExportDialog = lazy(async () => ({ default: (await import('../jobs/ExportDialog.tsx')).ExportDialog }))

type Props = { list: List | undefined; filter: string }

/** Makes a feed or a file of what is shown: a list, what was searched for, or both. */
export function ScopeActions({ list, filter }: Props) {
  const [feed, setFeed] = useState<FeedAction>()
  const [isExporting, setExporting] = useState(false)
  const subject = filter === '' ? 'this list' : 'these todos'
  const start = {
    name: [list?.name, filter === '' ? undefined : nameFilter(filter)].filter(Boolean).join(': '),
    filter: [list && printFilter({ list: [`${list.id}`] }, [list]), filter].filter(Boolean).join(' '),
  }
  const close = () => setFeed(undefined)
  return (
    <div className="row scope-actions">
      <button className="button small" type="button" onClick={() => setFeed({ kind: 'create', start })}>
        Subscribe<span className="visually-hidden"> to {subject}</span>
      </button>
      <button className="button small" type="button" onClick={() => setExporting(true)}>
        Download<span className="visually-hidden"> {subject}</span>
      </button>
      <Suspense>
        {feed && <FeedDialog action={feed} onAction={setFeed} onClose={close} onDeleted={close} />}
        {isExporting && <ExportDialog start={start} onClose={() => setExporting(false)} />}
      </Suspense>
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
