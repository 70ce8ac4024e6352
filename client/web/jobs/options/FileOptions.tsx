import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { SelectField } from './SelectField.tsx'

const firstColor = '#3b4cca'

/** Options of the file as a whole. */
export function FileOptions({ chosen, problems, onChoose }: OptionsProps) {
  return (
    <>
      <SelectField
        label="Overdue todos"
        value={chosen.overdue}
        choices={{ keep: 'Stay on their day', drop: 'Leave out', today: 'Show today' }}
        problem={problems.get('overdue')}
        onChange={overdue => onChoose({ overdue })}
      />
      <div className="option-color">
        <label className="check">
          <input
            type="checkbox"
            checked={chosen.color !== ''}
            onChange={event => onChoose({ color: event.target.checked ? firstColor : '' })}
          />
          Custom colour
        </label>
        {chosen.color !== '' && (
          <input
            type="color"
            aria-label="Colour"
            value={chosen.color}
            onChange={event => onChoose({ color: event.target.value })}
          />
        )}
      </div>
      <FormField label="Description" problem={problems.get('description')}>
        {control => (
          <textarea
            {...control}
            rows={2}
            value={chosen.description}
            onChange={event => onChoose({ description: event.target.value })}
          />
        )}
      </FormField>
      <SelectField
        label="Times"
        value={chosen.timeForm}
        choices={{ utc: 'Show in each viewer’s time zone (recommended)', floating: 'Fixed clock time (UTC)' }}
        problem={problems.get('timeForm')}
        onChange={timeForm => onChoose({ timeForm })}
      />
      <SelectField
        label="Event IDs"
        value={chosen.uid}
        choices={{ global: 'Globally unique (recommended)', id: 'Todo number' }}
        problem={problems.get('uid')}
        onChange={uid => onChoose({ uid })}
      />
    </>
  )
}
