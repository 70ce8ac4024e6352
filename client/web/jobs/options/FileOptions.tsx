import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { SelectField } from './SelectField.tsx'

const firstColor = '#3b4cca'

/** What the rest of the file is like. */
export function FileOptions({ chosen, problems, onChoose }: OptionsProps) {
  return (
    <>
      <SelectField
        label="Overdue todos"
        value={chosen.overdue}
        choices={{ keep: 'Are in it', drop: 'Are left out' }}
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
          A colour of its own
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
        choices={{ utc: 'Right in every time zone', floating: "UTC's clock, the same in every zone" }}
        problem={problems.get('timeForm')}
        onChange={timeForm => onChoose({ timeForm })}
      />
      <SelectField
        label="Events are known by"
        value={chosen.uid}
        choices={{ global: 'An id unlike all others', id: "The todo's number" }}
        problem={problems.get('uid')}
        onChange={uid => onChoose({ uid })}
      />
    </>
  )
}
