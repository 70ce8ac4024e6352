import { FormField } from '../ui/FormField.tsx'
import type { FeedDraft } from './feed-draft.ts'

type Props = {
  draft: FeedDraft
  problems: ReadonlyMap<string, string>
  onChange: (change: Partial<FeedDraft>) => void
}

const sides = [
  { side: 'daysBack', label: 'Days back', hint: 'Empty: all that is past' },
  { side: 'daysAhead', label: 'Days ahead', hint: 'Empty: all that is to come' },
] as const

/** Which deadlines are in a feed, counted from today, whenever that is. */
export function WindowFields({ draft, problems, onChange }: Props) {
  return (
    <fieldset className="feed-window">
      <legend>What is due, counted from each day anew</legend>
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
