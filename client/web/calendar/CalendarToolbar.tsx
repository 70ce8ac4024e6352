import { useQuery } from '@tanstack/react-query'
import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays } from '../day.ts'
import { formatCount } from '../locale.ts'
import { t } from '../messages/calendar.ts'
import { SearchButton } from '../todos/SearchButton.tsx'
import { TodoSearch } from '../todos/TodoSearch.tsx'
import { addMonths } from './calendar-days.ts'
import { countUndated } from './calendar-queries.ts'
import './CalendarToolbar.css'
import { StepButton } from './StepButton.tsx'
import { calendarViews, type CalendarPlace } from './use-calendar-place.ts'

type Props = {
  place: CalendarPlace
  title: string
  go: (change: Partial<CalendarPlace>) => void
  onNear: (day: PlainDate) => void
  today: PlainDate
  isUndatedOpen: boolean
  onUndated: (isOpen: boolean) => void
  onAdd: () => void
}

/** Chooses the view and which todos it shows. */
export function CalendarToolbar({ place, title, go, onNear, today, ...props }: Props) {
  const { day, view, filter } = place
  const { isUndatedOpen, onUndated, onAdd } = props
  const { data: undated } = useQuery(countUndated(filter))
  const step = { go: (target: PlainDate) => go({ day: target }), onNear }
  return (
    <div className="calendar-toolbar">
      <h2 aria-live="polite">{title}</h2>
      <div className={filter === '' ? 'todo-tools' : 'todo-tools in-use'}>
        <TodoSearch filter={filter} onFilter={chosen => go({ filter: chosen })} />
      </div>
      <SearchButton name={t.filter} />
      {view !== 'agenda' && (
        <div className="calendar-steps">
          {view === 'month' ? (
            <>
              <StepButton {...step} target={addMonths(day, -12)} name={t.previousYear} icon="previousTwice" />
              <StepButton {...step} target={addMonths(day, -1)} name={t.previousMonth} icon="previous" />
            </>
          ) : (
            <StepButton {...step} target={addDays(day, -7)} name={t.previousWeek} icon="previous" />
          )}
          <button className="button" type="button" onClick={() => go({ day: today })}>
            {t.today}
          </button>
          {view === 'month' ? (
            <>
              <StepButton {...step} target={addMonths(day, 1)} name={t.nextMonth} icon="next" />
              <StepButton {...step} target={addMonths(day, 12)} name={t.nextYear} icon="nextTwice" />
            </>
          ) : (
            <StepButton {...step} target={addDays(day, 7)} name={t.nextWeek} icon="next" />
          )}
        </div>
      )}
      <button
        className="button calendar-undated"
        type="button"
        aria-expanded={isUndatedOpen}
        onClick={() => onUndated(!isUndatedOpen)}
      >
        {t.undated}
        {undated !== undefined && <span className="filter-count">{formatCount(undated)}</span>}
      </button>
      <fieldset className="segments" aria-label={t.showAs}>
        {calendarViews.map(name => (
          <button
            key={name}
            className="button"
            type="button"
            aria-pressed={name === view}
            onClick={() => go({ view: name })}
          >
            {t.views[name]}
          </button>
        ))}
      </fieldset>
      <button className="button primary" type="button" onClick={onAdd}>
        {t.newTodo}
      </button>
    </div>
  )
}
