import type { PlainDate } from '../../../schema/plain-date.ts'
import type { List } from '../lists/all-lists.ts'
import { t } from '../messages/calendar.ts'
import { formatExactDay } from '../time.ts'
import type { DueTodo, TodoDay } from '../todos/cached-days.ts'
import './DayCell.css'
import { DayDots } from './DayDots.tsx'
import { TodoChip } from './TodoChip.tsx'

export type DayActions = {
  onChoose: (day: PlainDate) => void
  /** Shows all todos of the day. */
  onShow: (day: PlainDate) => void
  onAdd: (day: PlainDate) => void
  onOpen: (todo: DueTodo) => void
  onComplete: (todo: DueTodo, completed: boolean) => void
}

type Props = {
  day: PlainDate
  /** Undefined when nothing is due, or nothing is known. */
  due: TodoDay | undefined
  /** The number of lines for todos; 0 for dots. */
  room: number
  isChosen: boolean
  isToday: boolean
  isOutside: boolean
  isTarget: boolean
  now: number
  lists: readonly List[]
  onDrag: (todo: DueTodo | undefined) => void
  actions: DayActions
}

/** A day of the grid with its first todos. */
export function DayCell({ day, due, room, isChosen, isToday, isOutside, now, lists, ...props }: Props) {
  const { isTarget, onDrag, actions } = props
  const { total = 0, open = 0, todos = [] } = due ?? {}
  const shown = todos.slice(0, total > room ? room - 1 : room)
  const findList = (todo: DueTodo) => lists.find(({ id }) => id === todo.listId)
  const states = [isToday && 'today', isOutside && 'outside', isTarget && 'target'].filter(Boolean)
  const dayNumber = Number(day.slice(8))

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- its button has the keys
    <td
      className={`day-cell ${states.join(' ')}`}
      data-date={day}
      aria-selected={isChosen}
      onClick={() => (room === 0 ? actions.onChoose(day) : actions.onAdd(day))}
    >
      <div className="day-content">
        <button
          type="button"
          className="day-number"
          tabIndex={isChosen ? 0 : -1}
          aria-current={isToday ? 'date' : undefined}
          aria-label={t.dayWith(formatExactDay(day), t.contents(total, open))}
          onClick={event => {
            event.stopPropagation()
            if (room === 0) actions.onChoose(day)
            else actions.onShow(day)
          }}
        >
          {dayNumber}
        </button>
        {room === 0 ? (
          <DayDots todos={todos} total={total} now={now} findList={findList} />
        ) : (
          <>
            {shown.map(todo => (
              <TodoChip
                key={todo.id}
                todo={todo}
                list={findList(todo)}
                now={now}
                onOpen={() => actions.onOpen(todo)}
                onComplete={completed => actions.onComplete(todo, completed)}
                onDrag={isDragged => onDrag(isDragged ? todo : undefined)}
              />
            ))}
            {total > shown.length && (
              <button
                type="button"
                className="day-more"
                tabIndex={-1}
                aria-label={t.moreOn(total - shown.length, formatExactDay(day))}
                onClick={event => {
                  event.stopPropagation()
                  actions.onShow(day)
                }}
              >
                {t.more(total - shown.length)}
              </button>
            )}
          </>
        )}
      </div>
    </td>
  )
}
