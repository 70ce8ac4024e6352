import { useId } from 'react'
import { t } from '../../messages/options.ts'

type Props = { value: number[]; problem: string | undefined; onChange: (minutes: number[]) => void }

/** The maximum of a calendar. */
const choices = [0, 10, 60, 1440, 10_080] as const

export function AlarmsField({ value, problem, onChange }: Props) {
  const problemId = useId()
  return (
    <fieldset aria-describedby={problem && problemId}>
      <legend>{t.reminders}</legend>
      {choices.map(minutes => (
        <label key={minutes} className="check">
          <input
            type="checkbox"
            checked={value.includes(minutes)}
            onChange={event =>
              onChange(event.target.checked ? [...value, minutes] : value.filter(other => other !== minutes))
            }
          />
          {t.reminderTimes[minutes]}
        </label>
      ))}
      {problem && (
        <span className="problem" id={problemId}>
          {problem}
        </span>
      )}
    </fieldset>
  )
}
