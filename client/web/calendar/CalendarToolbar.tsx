import type { PlainDate } from '../../../schema/plain-date.ts'
import { addDays } from '../day.ts'
import { t } from '../messages/calendar.ts'
import { addMonths } from './calendar-days.ts'
import './CalendarToolbar.css'
import { StepButton } from './StepButton.tsx'
import { calendarViews, type CalendarPlace } from './use-calendar-place.ts'

type Props = {
  place: CalendarPlace
  title: string
  go: (change: Partial<CalendarPlace>) => void
  onNear: (day: PlainDate) => void
  today: PlainDate
  onAdd: () => void
}

/** Chooses the view and what it shows. */
export function CalendarToolbar({ place: { day, view }, title, go, onNear, today, onAdd }: Props) {
  const step = { go: (target: PlainDate) => go({ day: target }), onNear }
  return (
    <div className="calendar-toolbar">
      <h2 aria-live="polite">{title}</h2>
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
