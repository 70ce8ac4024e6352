import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Repeat } from '../../../schema/repeat.ts'
import type { List } from '../lists/all-lists.ts'
import { t as texts } from '../messages/quick-add.ts'
import { t } from '../messages/todos.ts'
import { Icon } from '../ui/Icon.tsx'
import { toLocalDay } from '../local-time.ts'
import { formatDate, formatDay, formatExact, formatExactDay, formatTime } from '../time.ts'
import { describeRepeat } from './describe-repeat.ts'
import type { Mark } from './quick-add/mark-words.ts'
import type { QuickAdd } from './quick-add/parse-quick-add.ts'

type Props = {
  id: string
  text: string
  problem: string | undefined
  parsed: QuickAdd | undefined
  now: Date
  lists: readonly List[]
  onUnlink: (mark: Mark) => void
}

/** Shows the problem of the line, or what is going to be saved: the deadline found in it, how it repeats, its labels, and the title. */
export function QuickAddNote({ id, text, problem, parsed, now, lists, onUnlink }: Props) {
  const { deadline, repeat, title, tags = [], priority, marks = [] } = parsed ?? {}
  const list = lists.find(({ id }) => `${id}` === parsed?.list)
  const labels = [
    ...(list ? [t.listOf(list.name)] : []),
    ...tags.map(t.tagOf),
    ...(priority === undefined ? [] : [t.priorityOf(t.priorities[priority])]),
  ]
  return (
    <div className="quick-add-note">
      <span id={id} aria-live="polite">
        {problem !== undefined && <span className="problem">{problem}</span>}
        {problem === undefined && marks.length === 0 && (
          <span className="muted quick-add-tip">{texts.tip}</span>
        )}
        {deadline && <ShownDeadline deadline={deadline} repeat={repeat} now={now} />}
        <span className="visually-hidden">{labels.join(', ')}</span>
      </span>
      {marks.map(mark => (
        <button
          key={mark.start}
          className="button quiet small"
          type="button"
          title={texts.keep}
          onClick={() => onUnlink(mark)}
        >
          <span className="visually-hidden">{texts.keepPrefix}</span>
          <bdi>{text.slice(mark.start, mark.end)}</bdi> <Icon name="close" />
        </button>
      ))}
      {title !== undefined && title !== text.trim() && (
        <span className="muted quick-add-title">
          {texts.titlePrefix}
          <bdi>{title}</bdi>
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
  const { day, time, exact } = 'on' in deadline ? ofDay(deadline.on, now) : ofTime(new Date(deadline.at), now)
  return (
    <time className="chip" dateTime={'on' in deadline ? deadline.on : deadline.at} title={exact}>
      {repeat ? texts.repeatsFrom(describeRepeat(repeat), day) : texts.due(day)}
      {time !== undefined && `, ${time}`}
    </time>
  )
}

const ofDay = (date: PlainDate, now: Date) => ({
  day: formatDay(date, toLocalDay(now)),
  time: undefined,
  exact: formatExactDay(date),
})

const ofTime = (at: Date, now: Date) => ({
  day: formatDate(at, now),
  time: formatTime(at),
  exact: formatExact(at),
})
