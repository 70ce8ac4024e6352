import { WindowFields } from '../../feeds/WindowFields.tsx'
import { FormField } from '../../ui/FormField.tsx'
import { defaultFeedName } from './chosen-options.ts'
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
      <FormField label="Name" hint="Shown in your calendar app" problem={problems.get('name')}>
        {control => (
          <input
            {...control}
            dir="auto"
            placeholder={kind === 'feed' ? defaultFeedName : undefined}
            value={chosen.name}
            onChange={event => onChoose({ name: event.target.value })}
          />
        )}
      </FormField>
      <SelectField
        label="Completed todos"
        value={chosen.completed}
        choices={{ include: 'Include', exclude: 'Exclude', only: 'Only completed' }}
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
