import { useRef, useState } from 'react'
import { FeedSection } from '../feeds/FeedSection.tsx'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { JobSection } from '../jobs/JobSection.tsx'
import { t } from '../messages/exports.ts'
import { useTitle } from '../use-title.ts'
import { ExportDialog } from './ExportDialog.tsx'
import './ExportsView.css'

/** What is made of todos for calendar apps: feeds, and files with the jobs that create them. */
export function ExportsView() {
  const [isExporting, setExporting] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useTitle(t.exports)
  useTodosShortcut('n')
  useTodosShortcut('/')

  return (
    <div className="exports-view">
      <div className="exports-head">
        <h1>{t.exports}</h1>
        <button ref={button} className="button primary" type="button" onClick={() => setExporting(true)}>
          {t.export}
        </button>
      </div>
      <FeedSection onGone={() => button.current?.focus()} />
      <JobSection />
      {isExporting && <ExportDialog onClose={() => setExporting(false)} />}
    </div>
  )
}
