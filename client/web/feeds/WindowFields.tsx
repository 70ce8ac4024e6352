import type { OptionsProps } from '../jobs/options/OptionsForm.tsx'
import { FormField } from '../ui/FormField.tsx'

const sides = [
  { side: 'daysBack', label: 'Past days' },
  { side: 'daysAhead', label: 'Future days' },
] as const

/** The range of days of a feed, relative to the current day. */
export function WindowFields({ chosen, problems, onChoose }: Omit<OptionsProps, 'kind' | 'count'>) {
  return (
    <fieldset className="feed-window">
      <legend>Time window (moves with today)</legend>
      <div className="option-pair">
        {sides.map(({ side, label }) => (
          <FormField key={side} label={label} problem={problems.get(side)}>
            {control => (
              <input
                {...control}
                inputMode="numeric"
                placeholder="No limit"
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
