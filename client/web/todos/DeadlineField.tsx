import { type ClockChange, type LocalTime, readLocalTime } from '../local-time.ts'
import { formatExact } from '../time.ts'
import { FormField } from '../ui/FormField.tsx'

type Props = { value: LocalTime; problem: string | undefined; onChange: (value: LocalTime) => void }

const notes = {
  skipped: 'This time doesn’t exist on that day (clocks go forward). It will be saved as',
  twice: 'This time occurs twice on that day (clocks go back). It will be saved as the first,',
} satisfies Record<ClockChange, string>

export function DeadlineField({ value, problem, onChange }: Props) {
  return (
    <FormField label="Deadline" hint={noteOn(value)} problem={problem}>
      {field => (
        <input
          {...field}
          name="deadlineAt"
          type="datetime-local"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </FormField>
  )
}

function noteOn(value: LocalTime): string | undefined {
  if (value === '') return undefined
  const { date, change } = readLocalTime(value)
  return change && `${notes[change]} ${formatExact(date)}.`
}
