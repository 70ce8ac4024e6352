import { formatDate, formatExact, formatTime } from '../time.ts'

type Props = {
  id: string
  problem: string | undefined
  deadline: Date | undefined
  now: Date
  onRemove: () => void
}

/** Shows the problem of the line, or the deadline found in it, before it is saved. */
export function QuickAddNote({ id, problem, deadline, now, onRemove }: Props) {
  return (
    <div className="quick-add-note">
      <span id={id} aria-live="polite">
        {problem !== undefined && <span className="problem">{problem}</span>}
        {problem === undefined && deadline === undefined && (
          <span className="muted">Tip: add a deadline, such as “Fri 5pm” or “12 May”</span>
        )}
        {deadline && (
          <time className="chip" dateTime={deadline.toISOString()} title={formatExact(deadline)}>
            Due {formatDate(deadline, now)}, {formatTime(deadline)}
          </time>
        )}
      </span>
      {deadline && (
        <button className="button quiet icon small" type="button" title="Remove deadline" onClick={onRemove}>
          <span aria-hidden="true">✕</span>
          <span className="visually-hidden">Remove deadline</span>
        </button>
      )}
    </div>
  )
}
