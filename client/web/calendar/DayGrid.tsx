import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays } from '../day.ts'
import { pageTimeZone } from '../page-time-zone.ts'
import { useLists } from '../lists/all-lists.ts'
import { type DueTodo, dueDayOf, type TodoDay } from '../todos/cached-days.ts'
import { addMonths, type DaySpan, daysOf, isSameMonth, parseDay } from './calendar-days.ts'
import { type DayActions, DayCell } from './DayCell.tsx'
import './DayGrid.css'
import { useCellRoom } from './use-cell-room.ts'
import { useRestoreFocus } from './use-restore-focus.ts'
import { formatShortWeekday, formatWeekday } from '../time.ts'

type Props = {
  label: string
  span: DaySpan
  view: 'month' | 'week'
  chosen: PlainDate
  today: PlainDate
  now: number
  days: ReadonlyMap<PlainDate, TodoDay>
  isNarrow: boolean
  dragged: DueTodo | undefined
  onDrag: (todo: DueTodo | undefined) => void
  onMove: (todo: DueTodo, day: PlainDate) => void
  actions: DayActions
}

/** The weeks of a month, or one week. The arrow keys go from day to day; todos can be dragged to another day. */
export function DayGrid({ label, span, view, chosen, today, now, days, isNarrow, ...props }: Props) {
  const { dragged, onDrag, onMove, actions } = props
  const focus = useRestoreFocus()
  const lists = useLists()
  const weeks = inWeeks(daysOf(span))
  const { room, style } = useCellRoom(weeks.length)
  const [target, setTarget] = useState<PlainDate>()
  const wanted = useRef<PlainDate>(undefined)
  if (!dragged && target !== undefined) setTarget(undefined)

  const focusOn = (day: PlainDate) =>
    focus.ref.current?.querySelector<HTMLElement>(`[data-date="${day}"] .day-number`)?.focus()

  useEffect(() => {
    if (wanted.current !== chosen) return
    wanted.current = undefined
    focusOn(chosen)
  })

  function onKeyDown(event: KeyboardEvent) {
    // A key that is held down can be ahead of the chosen day.
    const from = dayAt(event.target) ?? chosen
    const next = parseDay(dayAfterKey(event, from, weeks) ?? null)
    if (next === undefined) return
    event.preventDefault()
    wanted.current = next
    focusOn(next)
    actions.onChoose(next)
  }

  function drop(day: PlainDate) {
    if (dragged && dueDayOf(dragged, pageTimeZone()) !== day) onMove(dragged, day)
    onDrag(undefined)
  }

  return (
    <table
      {...focus}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the ARIA pattern for grids
      role="grid"
      tabIndex={-1}
      aria-label={label}
      className={`calendar-grid ${view} ${isNarrow ? 'narrow' : ''}`}
      style={style}
      onKeyDown={onKeyDown}
      onDragOver={event => {
        const day = dragged && dayAt(event.target)
        if (day === undefined) return
        event.preventDefault()
        setTarget(day)
      }}
      onDrop={event => {
        const day = dayAt(event.target)
        if (day === undefined) return
        event.preventDefault()
        drop(day)
      }}
    >
      <thead>
        <tr>
          {weeks[0]?.map(day => (
            <th key={day} scope="col" title={formatWeekday(day)}>
              {formatShortWeekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map(day => (
              <DayCell
                key={day}
                day={day}
                due={days.get(day)}
                room={isNarrow ? 0 : view === 'week' ? Infinity : room}
                isChosen={day === chosen}
                isToday={day === today}
                isOutside={view === 'month' && !isSameMonth(day, chosen)}
                isTarget={day === target}
                now={now}
                lists={lists}
                onDrag={onDrag}
                actions={actions}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function inWeeks(days: PlainDate[]): PlainDate[][] {
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

const dayAt = (target: EventTarget): PlainDate | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-date]')?.dataset['date'] : undefined

/** The keys of the ARIA pattern for grids. */
function dayAfterKey(event: KeyboardEvent, from: PlainDate, weeks: PlainDate[][]): PlainDate | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined
  const right = event.currentTarget.matches('[dir="rtl"] *') ? -1 : 1
  const week = weeks.find(days => days.includes(from))
  switch (event.key) {
    case 'ArrowLeft':
      return addDays(from, -right)
    case 'ArrowRight':
      return addDays(from, right)
    case 'ArrowUp':
      return addDays(from, -7)
    case 'ArrowDown':
      return addDays(from, 7)
    case 'Home':
      return week?.[0]
    case 'End':
      return week?.at(-1)
    case 'PageUp':
      return addMonths(from, event.shiftKey ? -12 : -1)
    case 'PageDown':
      return addMonths(from, event.shiftKey ? 12 : 1)
    default:
      return undefined
  }
}
