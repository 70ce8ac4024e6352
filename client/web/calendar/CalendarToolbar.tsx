import type { Month } from './month.ts'
import './CalendarToolbar.css'
import { MonthStep } from './MonthStep.tsx'
import { calendarViews, type CalendarPlace } from './use-calendar-place.ts'

type Props = {
  place: CalendarPlace
  title: string
  go: (change: Partial<CalendarPlace>) => void
  onNear: (month: Month) => void
  today: Month
  onAdd: () => void
}

const viewNames = { month: 'Month', agenda: 'Agenda' }

/** Chooses the month and the view. */
export function CalendarToolbar({ place: { month, view }, title, go, onNear, today, onAdd }: Props) {
  const step = { from: month, go: (target: Month) => go({ month: target }), onNear }
  return (
    <div className="calendar-toolbar">
      <h2 aria-live="polite">{title}</h2>
      <div className="row">
        <MonthStep {...step} count={-12} name="Previous year" mark="«" />
        <MonthStep {...step} count={-1} name="Previous month" mark="‹" />
        <button className="button" type="button" onClick={() => go({ month: today })}>
          Today
        </button>
        <MonthStep {...step} count={1} name="Next month" mark="›" />
        <MonthStep {...step} count={12} name="Next year" mark="»" />
      </div>
      <fieldset className="segments" aria-label="Show as">
        {calendarViews.map(name => (
          <button
            key={name}
            className="button"
            type="button"
            aria-pressed={name === view}
            onClick={() => go({ view: name })}
          >
            {viewNames[name]}
          </button>
        ))}
      </fieldset>
      <button className="button primary" type="button" onClick={onAdd}>
        New todo
      </button>
    </div>
  )
}
