import { formatDate, formatExact, formatTime } from '../time.ts'

type Props = {
  id: string
  problem: string | undefined
  deadline: Date | undefined
  now: Date
  onRemove: () => void
}

/** Below the line: what is wrong with it, or the deadline that it says, before either is saved. */
export function QuickAddNote({ id, problem, deadline, now, onRemove }: Props) {
  return (
    <div className="quick-add-note">
      <span id={id} aria-live="polite">
        {problem !== undefined && <span className="problem">{problem}</span>}
        {problem === undefined && deadline === undefined && (
          <span className="muted">Type a deadline in words, like fri 5pm</span>
        )}
        {deadline && (
          <time className="chip" dateTime={deadline.toISOString()} title={formatExact(deadline)}>
            Due {formatDate(deadline, now)}, {formatTime(deadline)}
          </time>
        )}
      </span>
      {deadline && (
        <button className="button quiet icon small" type="button" title="No deadline" onClick={onRemove}>
          <span aria-hidden="true">✕</span>
          <span className="visually-hidden">No deadline</span>
        </button>
      )}
    </div>
  )
}
