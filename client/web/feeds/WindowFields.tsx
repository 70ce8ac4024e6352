import { FormField } from '../ui/FormField.tsx'
import type { FeedDraft } from './feed-draft.ts'

type Props = {
  draft: FeedDraft
  problems: ReadonlyMap<string, string>
  onChange: (change: Partial<FeedDraft>) => void
}

const sides = [
  { side: 'daysBack', label: 'Past days', hint: 'Leave empty for no limit' },
  { side: 'daysAhead', label: 'Future days', hint: 'Leave empty for no limit' },
] as const

/** The range of days of a feed, relative to the current day. */
export function WindowFields({ draft, problems, onChange }: Props) {
  return (
    <fieldset className="feed-window">
      <legend>Time window (moves with today)</legend>
      {sides.map(({ side, label, hint }) => (
        <FormField key={side} label={label} hint={hint} problem={problems.get(side)}>
          {control => (
            <input
              {...control}
              type="number"
              min="0"
              value={draft[side]}
              onChange={event => onChange({ [side]: event.target.value })}
            />
          )}
        </FormField>
      ))}
    </fieldset>
  )
}
