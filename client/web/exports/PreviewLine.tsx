import { t } from '../messages/exports.ts'
import './PreviewLine.css'
import type { Preview } from './use-preview.ts'

/** What would be created: `7,012 events; 1,004 todos have no deadline`. */
export function PreviewLine({ preview }: { preview: Preview | undefined }) {
  const isEmpty = preview !== undefined && preview.events + preview.tasks === 0
  return (
    <output className={isEmpty ? 'export-preview warning' : 'export-preview muted'}>
      {/* Keeps its place while nothing is known. */}
      {preview ? describe(preview, isEmpty) : '\u00A0'}
    </output>
  )
}

function describe({ todos, events, tasks, skipped }: Preview, isEmpty: boolean): string {
  const rest = [
    todos === 0 && t.noTodos,
    skipped.noDeadline > 0 && t.noDeadline(skipped.noDeadline),
    skipped.outOfRange > 0 && t.outOfRange(skipped.outOfRange),
    skipped.filtered > 0 && t.excluded(skipped.filtered),
  ].filter(words => words !== false)
  if (isEmpty) return t.empty(rest.join('; '))
  const contents = [events > 0 && t.events(events), tasks > 0 && t.tasks(tasks)]
  return [t.contents(contents.filter(words => words !== false)), ...rest].join('; ')
}
