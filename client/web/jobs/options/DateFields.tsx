import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'

const bounds = [
  { name: 'from', field: 'firstDay', label: 'Due from' },
  { name: 'to', field: 'lastDay', label: 'Due until' },
] as const

/** The first and the last day of the todos in a file. */
export const DateFields = ({ chosen, problems, onChoose }: Omit<OptionsProps, 'kind' | 'count'>) => (
  <div className="option-pair">
    {bounds.map(({ name, field, label }) => (
      <FormField key={name} label={label} problem={problems.get(name)}>
        {control => (
          <input
            {...control}
            type="date"
            value={chosen[field]}
            onChange={event => onChoose({ [field]: event.target.value })}
          />
        )}
      </FormField>
    ))}
  </div>
)
