import { useId } from 'react'
import { FormField } from '../../ui/FormField.tsx'

type Props = { value: string; problem: string | undefined; onChange: (timeZone: string) => void }

const zones = Intl.supportedValuesOf('timeZone')

export function TimeZoneField({ value, problem, onChange }: Props) {
  const listId = useId()
  return (
    <>
      <FormField label="Time zone" hint="Decides which day a deadline falls on" problem={problem}>
        {control => (
          <input {...control} list={listId} value={value} onChange={event => onChange(event.target.value)} />
        )}
      </FormField>
      <datalist id={listId}>
        {zones.map(zone => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  )
}
