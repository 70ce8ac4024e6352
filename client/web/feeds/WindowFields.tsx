import type { OptionsProps } from '../jobs/options/OptionsForm.tsx'
import { t } from '../messages/options.ts'
import { FormField } from '../ui/FormField.tsx'

const sides = ['daysBack', 'daysAhead'] as const

/** The range of days of a feed, relative to the current day. */
export function WindowFields({ chosen, problems, onChoose }: Omit<OptionsProps, 'kind' | 'count'>) {
  return (
    <fieldset className="feed-window">
      <legend>{t.window}</legend>
      <div className="option-pair">
        {sides.map(side => (
          <FormField key={side} label={t[side]} problem={problems.get(side)}>
            {control => (
              <input
                {...control}
                inputMode="numeric"
                placeholder={t.noLimit}
                value={chosen[side]}
                onChange={event => onChoose({ [side]: event.target.value })}
              />
            )}
          </FormField>
        ))}
      </div>
    </fieldset>
  )
}
