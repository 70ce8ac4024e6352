import { formatCount } from '../locale.ts'
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
    todos === 0 && 'there are no such todos',
    skipped.noDeadline > 0 && `${has(skipped.noDeadline)} no deadline`,
    skipped.outOfRange > 0 && `${are(skipped.outOfRange)} outside the date range`,
    skipped.filtered > 0 && `${are(skipped.filtered)} excluded by the options`,
  ].filter(words => words !== false)
  if (isEmpty) return `The calendar would be empty: ${rest.join('; ')}`
  const contents = [events > 0 && count(events, 'event'), tasks > 0 && count(tasks, 'task')]
  return [contents.filter(Boolean).join(' and '), ...rest].join('; ')
}

const count = (number: number, unit: string) => `${formatCount(number)} ${unit}${number === 1 ? '' : 's'}`
const has = (todos: number) => `${count(todos, 'todo')} ${todos === 1 ? 'has' : 'have'}`
const are = (todos: number) => `${formatCount(todos)} ${todos === 1 ? 'is' : 'are'}`
