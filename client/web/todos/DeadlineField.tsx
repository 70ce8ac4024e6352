import { type ClockChange, readLocalTime } from '../local-time.ts'
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

const notes = {
  skipped: 'This time doesn’t exist on that day (clocks go forward). It will be saved as',
  twice: 'This time occurs twice on that day (clocks go back). It will be saved as the first,',
} satisfies Record<ClockChange, string>

/** A date, and a time if it matters. */
export function DeadlineField({ value: { date, time }, problem, onChange }: Props) {
  return (
    <div className="deadline-fields">
      <FormField label="Deadline" problem={problem}>
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
              name="Remove deadline"
              isShown={date !== ''}
              onClear={() => onChange({ date: '', time: '' })}
            />
          </span>
        )}
      </FormField>
      <FormField label="Time (optional)" hint={noteOn(date, time)} problem={undefined}>
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
              name="Remove time"
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

/** The days that are chosen most. */
function QuickDays({ date, onChange }: { date: string; onChange: Props['onChange'] }) {
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
  return change && `${notes[change]} ${formatExact(at)}.`
}
