import { t } from '../../messages/options.ts'
import { FormField } from '../../ui/FormField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { SelectField } from './SelectField.tsx'

const firstColor = '#3b4cca'

/** Options of the file as a whole. */
export function FileOptions({ chosen, problems, onChoose }: OptionsProps) {
  return (
    <>
      <SelectField
        label={t.overdueTodos}
        value={chosen.overdue}
        choices={t.overdue}
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
          {t.customColor}
        </label>
        {chosen.color !== '' && (
          <input
            type="color"
            aria-label={t.color}
            value={chosen.color}
            onChange={event => onChoose({ color: event.target.value })}
          />
        )}
      </div>
      <FormField label={t.description} problem={problems.get('description')}>
        {control => (
          <textarea
            {...control}
            dir="auto"
            rows={2}
            value={chosen.description}
            onChange={event => onChoose({ description: event.target.value })}
          />
        )}
      </FormField>
      <SelectField
        label={t.times}
        value={chosen.timeForm}
        choices={t.timeForms}
        problem={problems.get('timeForm')}
        onChange={timeForm => onChoose({ timeForm })}
      />
      <SelectField
        label={t.uid}
        value={chosen.uid}
        choices={t.uids}
        problem={problems.get('uid')}
        onChange={uid => onChoose({ uid })}
      />
    </>
  )
}
