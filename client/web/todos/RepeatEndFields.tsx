import { maxCount } from '../../../schema/recurrence-rule.ts'
import { t } from '../messages/todo-form.ts'
import { FormField } from '../ui/FormField.tsx'
import type { RepeatEnd } from './repeat-draft.ts'

type Props = {
  value: RepeatEnd
  /** The day of the deadline. */
  date: string
  onChange: (change: Partial<RepeatEnd>) => void
}

/** Whether a repetition ends, and with which day or after how many times. */
export function RepeatEndFields({ value: { ends, lastDay, times }, date, onChange }: Props) {
  return (
    <div className="repeat-fields">
      <FormField label={t.ends} problem={undefined}>
        {field => (
          <select
            {...field}
            name="ends"
            value={ends}
            onChange={event => onChange({ ends: event.target.value as RepeatEnd['ends'] })}
          >
            {Object.entries(t.endings).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {ends === 'onDay' && (
        <FormField label={t.lastDay} problem={undefined}>
          {field => (
            <input
              {...field}
              name="lastDay"
              type="date"
              required
              min={date}
              max="9999-12-31"
              value={lastDay}
              onChange={event => onChange({ lastDay: event.target.value })}
            />
          )}
        </FormField>
      )}
      {ends === 'afterTimes' && (
        <FormField label={t.numberOfTimes} problem={undefined}>
          {field => (
            <input
              {...field}
              name="times"
              type="number"
              required
              min={1}
              max={maxCount}
              value={times}
              onChange={event => onChange({ times: event.target.value })}
            />
          )}
        </FormField>
      )}
    </div>
  )
}
