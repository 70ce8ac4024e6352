import { useId } from 'react'

type Props = { value: number[]; problem: string | undefined; onChange: (minutes: number[]) => void }

/** The maximum of a calendar. */
const choices = [
  { minutes: 0, words: 'At the deadline' },
  { minutes: 10, words: '10 minutes before' },
  { minutes: 60, words: '1 hour before' },
  { minutes: 1440, words: '1 day before' },
  { minutes: 10_080, words: '1 week before' },
]

export function AlarmsField({ value, problem, onChange }: Props) {
  const problemId = useId()
  return (
    <fieldset className="alarms" aria-describedby={problem && problemId}>
      <legend>Reminders</legend>
      {choices.map(({ minutes, words }) => (
        <label key={minutes} className="check">
          <input
            type="checkbox"
            checked={value.includes(minutes)}
            onChange={event =>
              onChange(event.target.checked ? [...value, minutes] : value.filter(other => other !== minutes))
            }
          />
          {words}
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
