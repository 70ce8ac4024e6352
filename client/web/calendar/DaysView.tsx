import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/calendar.ts'
import { formatExactDay } from '../time.ts'
import { type DueTodo, placeInDays } from '../todos/cached-days.ts'
import { useTodoActions } from '../todos/use-todo-actions.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Loading } from '../ui/Loading.tsx'
import { RetryNotice } from '../ui/RetryNotice.tsx'
import { useNow } from '../use-now.ts'
import { DayGrid } from './DayGrid.tsx'
import { DayHead } from './DayHead.tsx'
import { DayTodos } from './DayTodos.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { type GridView, spanOf, useTodoDays } from './use-todo-days.ts'
import { useWholeTodo } from './use-whole-todo.ts'

type Props = {
  view: GridView
  title: string
  day: PlainDate
  today: PlainDate
  firstDayOfWeek: number
  filter: string
  dragged: DueTodo | undefined
  onDrag: (todo: DueTodo | undefined) => void
  onMove: (todo: DueTodo, day: PlainDate) => void
  onChoose: (day: PlainDate) => void
  onAdd: (day: PlainDate) => void
  onEdit: (todo: Todo) => void
}

/** A month or a week, and the list of one of its days: below it on phones, otherwise in a dialog. */
export function DaysView({ view, title, day, today, firstDayOfWeek, filter, ...props }: Props) {
  const { dragged, onDrag, onMove, onChoose, onAdd, onEdit } = props
  const now = useNow()
  const isNarrow = useIsNarrow()
  const { days, isEmpty, query } = useTodoDays({ view, firstDayOfWeek, filter }, day)
  const [listed, setListed] = useState<PlainDate>()
  const read = useWholeTodo()
  const queryClient = useQueryClient()
  const actions = useTodoActions()

  async function open(todo: DueTodo) {
    const whole = await read(todo)
    if (whole) onEdit(whole)
  }

  async function complete(todo: DueTodo, completed: boolean) {
    placeInDays(queryClient, { ...todo, completed })
    const whole = await read(todo)
    if (whole) actions.complete(whole, completed)
    else placeInDays(queryClient, todo)
  }

  return (
    <>
      {query.error && (
        <RetryNotice onRetry={query.refetch}>{t.notLoaded(describeError(query.error).message)}</RetryNotice>
      )}
      <div className="calendar-main">
        <div className="calendar-frame">
          <DayGrid
            label={title}
            span={spanOf(view, day, firstDayOfWeek)}
            view={view}
            chosen={day}
            today={today}
            now={now}
            days={days}
            isNarrow={isNarrow}
            dragged={dragged}
            onDrag={onDrag}
            onMove={onMove}
            actions={{
              onChoose,
              onShow: setListed,
              onAdd,
              onOpen: todo => void open(todo),
              onComplete: (todo, completed) => void complete(todo, completed),
            }}
          />
        </div>
        {query.isPending && !query.error && (
          <div className="calendar-notice">
            <Loading />
          </div>
        )}
        {isEmpty && !isNarrow && (
          <div className="calendar-notice">
            <p>{view === 'month' ? t.nothingInMonth(title) : t.nothingInWeek}</p>
          </div>
        )}
      </div>
      {isNarrow && (
        <section className="calendar-frame" aria-label={formatExactDay(day)}>
          <DayHead day={day} title={formatExactDay(day)} isToday={day === today} onAdd={onAdd} />
          <DayTodos key={day} day={day} today={today} filter={filter} onEdit={onEdit} />
        </section>
      )}
      <Dialog
        title={listed ? formatExactDay(listed) : ''}
        isOpen={listed !== undefined}
        onClose={() => setListed(undefined)}
      >
        {listed && (
          <>
            <DayTodos day={listed} today={today} filter={filter} onEdit={onEdit} />
            <button className="button" type="button" onClick={() => onAdd(listed)}>
              {t.addTodo}
            </button>
          </>
        )}
      </Dialog>
    </>
  )
}
