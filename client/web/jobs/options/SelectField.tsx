import { FormField } from '../../ui/FormField.tsx'

type Props<Value extends string> = {
  label: string
  hint?: string
  value: Value
  /** The label of each value. */
  choices: Record<Value, string>
  problem: string | undefined
  onChange: (value: Value) => void
}

export function SelectField<Value extends string>({
  label,
  hint,
  value,
  choices,
  problem,
  onChange,
}: Props<Value>) {
  return (
    <FormField label={label} hint={hint} problem={problem}>
      {control => (
        <select {...control} value={value} onChange={event => onChange(event.target.value as Value)}>
          {Object.entries<string>(choices).map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      )}
    </FormField>
  )
}
