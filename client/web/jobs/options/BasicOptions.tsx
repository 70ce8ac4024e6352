import { WindowFields } from '../../feeds/WindowFields.tsx'
import { t } from '../../messages/options.ts'
import { FormField } from '../../ui/FormField.tsx'
import { DateFields } from './DateFields.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { ScopeField } from './ScopeField.tsx'
import { SelectField } from './SelectField.tsx'

/** The options that most people look for. */
export function BasicOptions({ kind, chosen, count, problems, onChoose }: OptionsProps) {
  return (
    <>
      <ScopeField
        value={chosen.filter}
        count={count}
        problems={problems}
        onChange={filter => onChoose({ filter })}
      />
      <FormField label={t.name} hint={t.nameHint} problem={problems.get('name')}>
        {control => (
          <input
            {...control}
            dir="auto"
            placeholder={kind === 'feed' ? t.feedName : undefined}
            value={chosen.name}
            onChange={event => onChoose({ name: event.target.value })}
          />
        )}
      </FormField>
      <SelectField
        label={t.completedTodos}
        value={chosen.completed}
        choices={t.completed}
        problem={problems.get('completed')}
        onChange={completed => onChoose({ completed })}
      />
      {kind === 'feed' ? (
        <WindowFields chosen={chosen} problems={problems} onChoose={onChoose} />
      ) : (
        <DateFields chosen={chosen} problems={problems} onChoose={onChoose} />
      )}
    </>
  )
}
