import { useId, useState } from 'react'
import { t } from '../messages/options.ts'
import { FormField } from '../ui/FormField.tsx'

type Props = {
  value: string
  hint: string
  /** Shown while the field is empty. */
  placeholder?: string | undefined
  problem: string | undefined
  onChange: (timeZone: string) => void
}

const zones = Intl.supportedValuesOf('timeZone')

/** Any zone can be typed; those that contain the typed letters are suggested. */
export function TimeZoneField({ value, hint, placeholder, problem, onChange }: Props) {
  const listId = useId()
  // Hundreds of elements for a field that is rarely used.
  const [isUsed, setUsed] = useState(false)
  return (
    <>
      <FormField label={t.timeZone} hint={hint} problem={problem}>
        {control => (
          <input
            {...control}
            list={listId}
            placeholder={placeholder}
            spellCheck={false}
            onFocus={() => setUsed(true)}
            value={value}
            onChange={event => onChange(event.target.value)}
          />
        )}
      </FormField>
      <datalist id={listId}>{isUsed && zones.map(zone => <option key={zone}>{zone}</option>)}</datalist>
    </>
  )
}
