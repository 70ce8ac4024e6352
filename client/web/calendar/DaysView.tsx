import { useState } from 'react'
import type { PlainDate } from '../../../schema/plain-date.ts'
import type { Todo } from '../../create-client.ts'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/calendar.ts'
import { formatExactDay } from '../time.ts'
import type { DueTodo } from '../todos/cached-days.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Loading } from '../ui/Loading.tsx'
import { RetryNotice } from '../ui/RetryNotice.tsx'
import { useNow } from '../use-now.ts'
import { DayGrid } from './DayGrid.tsx'
import { DayHead } from './DayHead.tsx'
import { DayTodos } from './DayTodos.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { useMoveTodo } from './use-move-todo.ts'
import { type GridView, spanOf, useTodoDays } from './use-todo-days.ts'
import { useWholeTodo } from './use-whole-todo.ts'

type Props = {
  view: GridView
  title: string
  day: PlainDate
  today: PlainDate
  firstDayOfWeek: number
  onChoose: (day: PlainDate) => void
  onAdd: (day: PlainDate) => void
  onEdit: (todo: Todo) => void
}

/** A month or a week, and the list of one of its days: below it on phones, otherwise in a dialog. */
export function DaysView({ view, title, day, today, firstDayOfWeek, onChoose, onAdd, onEdit }: Props) {
  const now = useNow()
  const isNarrow = useIsNarrow()
  const { days, isEmpty, query } = useTodoDays(view, day, firstDayOfWeek)
  const [listed, setListed] = useState<PlainDate>()
  const read = useWholeTodo()
  const move = useMoveTodo()

  async function open(todo: DueTodo) {
    const whole = await read(todo)
    if (whole) onEdit(whole)
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
            onMove={(todo, target) => void move(todo, target)}
            actions={{ onChoose, onShow: setListed, onAdd, onOpen: todo => void open(todo) }}
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
          <DayTodos key={day} day={day} today={today} onEdit={onEdit} />
        </section>
      )}
      <Dialog
        title={listed ? formatExactDay(listed) : ''}
        isOpen={listed !== undefined}
        onClose={() => setListed(undefined)}
      >
        {listed && (
          <>
            <DayTodos day={listed} today={today} onEdit={onEdit} />
            <button className="button" type="button" onClick={() => onAdd(listed)}>
              {t.addTodo}
            </button>
          </>
        )}
      </Dialog>
    </>
  )
}
