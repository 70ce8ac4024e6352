import type { Repeat } from '../../../schema/repeat.ts'
import { formatDate, formatExact, formatExactDay, formatTime } from '../time.ts'
import { describeRepeat } from './describe-repeat.ts'
import type { Mark } from './quick-add/mark-words.ts'
import type { QuickAdd } from './quick-add/parse-quick-add.ts'

type Props = {
  id: string
  text: string
  problem: string | undefined
  parsed: QuickAdd | undefined
  now: Date
  onUnlink: (mark: Mark) => void
}

/** Shows the problem of the line, or what is going to be saved: the deadline found in it, how it repeats, and the title. */
export function QuickAddNote({ id, text, problem, parsed, now, onUnlink }: Props) {
  const { deadline, repeat, title, marks = [] } = parsed ?? {}
  return (
    <div className="quick-add-note">
      <span id={id} aria-live="polite">
        {problem !== undefined && <span className="problem">{problem}</span>}
        {problem === undefined && deadline === undefined && (
          <span className="muted">Tip: add a deadline, such as “Fri 5pm” or “12 May”</span>
        )}
        {deadline && <ShownDeadline deadline={deadline} repeat={repeat} now={now} />}
      </span>
      {marks.map(mark => (
        <button
          key={mark.start}
          className="button quiet small"
          type="button"
          title="Keep in the title"
          onClick={() => onUnlink(mark)}
        >
          <span className="visually-hidden">Not a deadline: </span>
          <bdi>{text.slice(mark.start, mark.end)}</bdi> <span aria-hidden="true">✕</span>
        </button>
      ))}
      {title !== undefined && title !== text.trim() && (
        <span className="muted quick-add-title">
          Title: <bdi>{title}</bdi>
        </span>
      )}
    </div>
  )
}

type Deadline = NonNullable<QuickAdd['deadline']>

function ShownDeadline({
  deadline,
  repeat,
  now,
}: {
  deadline: Deadline
  repeat: Repeat | undefined
  now: Date
}) {
  const isDay = 'on' in deadline
  const date = new Date(isDay ? `${deadline.on}T00:00` : deadline.at)
  return (
    <time
      className="chip"
      dateTime={isDay ? deadline.on : deadline.at}
      title={isDay ? formatExactDay(deadline.on) : formatExact(date)}
    >
      {repeat ? `${describeRepeat(repeat)}, from` : 'Due'} {formatDate(date, now)}
      {!isDay && `, ${formatTime(date)}`}
    </time>
  )
}
