import { readLocalTime } from '../local-time.ts'
import { t } from '../messages/todo-form.ts'
import { formatExact } from '../time.ts'
import { FormField } from '../ui/FormField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useToday } from '../settings/use-time-zone.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import './DeadlineField.css'
import { toChoices } from './reschedule.ts'
import type { DeadlineDraft } from './todo-draft.ts'

type Props = {
  value: DeadlineDraft
  problem: string | undefined
  onChange: (change: Partial<DeadlineDraft>) => void
}

/** A date, and a time if it matters. */
export function DeadlineField({ value: { date, time }, problem, onChange }: Props) {
  return (
    <div className="deadline-fields">
      <FormField label={t.deadline} problem={problem}>
        {field => (
          <span className="clearable">
            <input
              {...field}
              name="deadlineOn"
              type="date"
              // Years have four digits.
              max="9999-12-31"
              value={date}
              onChange={event => onChange({ date: event.target.value })}
            />
            <Clear
              name={t.removeDeadline}
              isShown={date !== ''}
              onClear={() => onChange({ date: '', time: '' })}
            />
          </span>
        )}
      </FormField>
      <FormField label={t.time} hint={noteOn(date, time)} problem={undefined}>
        {field => (
          <span className="clearable">
            <input
              {...field}
              name="deadlineAt"
              type="time"
              disabled={date === ''}
              value={time}
              onChange={event => onChange({ time: event.target.value })}
            />
            <Clear
              name={t.removeTime}
              isShown={date !== '' && time !== ''}
              onClear={() => onChange({ time: '' })}
            />
          </span>
        )}
      </FormField>
      <QuickDays date={date} onChange={onChange} />
    </div>
  )
}

type QuickDaysProps = { date: string; onChange: Props['onChange'] }

/** The days that are chosen most. */
function QuickDays({ date, onChange }: QuickDaysProps) {
  const choices = toChoices(useToday(), useFirstDayOfWeek())
  return (
    <div className="row quick-days">
      {choices.map(choice => (
        <button
          key={choice.key}
          className="button small"
          type="button"
          aria-pressed={date === (choice.date ?? '')}
          onClick={() => onChange(choice.date === undefined ? { date: '', time: '' } : { date: choice.date })}
        >
          {choice.name}
        </button>
      ))}
    </div>
  )
}

/** Not every browser can empty these fields by pointer. */
function Clear({ name, isShown, onClear }: { name: string; isShown: boolean; onClear: () => void }) {
  if (!isShown) return null
  return (
    <button
      className="button quiet icon"
      type="button"
      title={name}
      onClick={({ currentTarget }) => {
        // The button disappears.
        currentTarget.parentElement?.querySelector('input')?.focus()
        onClear()
      }}
    >
      <Icon name="close" />
      <span className="visually-hidden">{name}</span>
    </button>
  )
}

function noteOn(date: string, time: string): string | undefined {
  if (date === '' || time === '') return undefined
  const { date: at, change } = readLocalTime(`${date}T${time}`)
  return change && t.clockChanges[change](formatExact(at))
}
