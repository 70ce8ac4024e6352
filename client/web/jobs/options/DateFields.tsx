import { t } from '../../messages/options.ts'
import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'

const bounds = [
  { name: 'from', field: 'firstDay', label: 'dueFrom' },
  { name: 'to', field: 'lastDay', label: 'dueUntil' },
] as const

/** The first and the last day of the todos in a file. */
export const DateFields = ({ chosen, problems, onChoose }: Omit<OptionsProps, 'kind' | 'count'>) => (
  <div className="option-pair">
    {bounds.map(({ name, field, label }) => (
      <FormField key={name} label={t[label]} problem={problems.get(name)}>
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
