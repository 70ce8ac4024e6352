import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { ScopeField } from './ScopeField.tsx'
import { SelectField } from './SelectField.tsx'

export function BasicOptions({ chosen, problems, onChoose }: OptionsProps) {
  return (
    <>
      <FormField label="Name" hint="Shown in your calendar app" problem={problems.get('name')}>
        {control => (
          <input
            {...control}
            value={chosen.name}
            onChange={event => onChoose({ name: event.target.value })}
          />
        )}
      </FormField>
      <ScopeField value={chosen.filter} problems={problems} onChange={filter => onChoose({ filter })} />
      <SelectField
        label="Completed todos"
        value={chosen.completed}
        choices={{ include: 'Include', exclude: 'Exclude', only: 'Only completed' }}
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
