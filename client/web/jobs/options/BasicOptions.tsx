import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { SelectField } from './SelectField.tsx'

export function BasicOptions({ chosen, problems, onChoose }: OptionsProps) {
  return (
    <>
      <FormField label="Name" hint="What calendar programs call it" problem={problems.get('name')}>
        {control => (
          <input
            {...control}
            value={chosen.name}
            onChange={event => onChoose({ name: event.target.value })}
          />
        )}
      </FormField>
      <SelectField
        label="Done todos"
        value={chosen.completed}
        choices={{ include: 'Are in it, too', exclude: 'Are left out', only: 'Only these' }}
        problem={problems.get('completed')}
        onChange={completed => onChoose({ completed })}
      />
      <div className="option-pair">
        <FormField label="Due from" problem={problems.get('from')}>
          {control => (
            <input
              {...control}
              type="date"
              value={chosen.firstDay}
              onChange={event => onChoose({ firstDay: event.target.value })}
            />
          )}
        </FormField>
        <FormField label="Due until" problem={problems.get('to')}>
          {control => (
            <input
              {...control}
              type="date"
              value={chosen.lastDay}
              onChange={event => onChoose({ lastDay: event.target.value })}
            />
          )}
        </FormField>
      </div>
    </>
  )
}
