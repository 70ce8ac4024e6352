import { t } from '../messages/todo-form.ts'
import { FormField } from '../ui/FormField.tsx'
import { listRepeatChoices, type RepeatChoice, toRepeatRule } from './repeat-choices.ts'
import type { RepeatDraft } from './todo-draft.ts'

type Props = {
  value: RepeatDraft
  /** The day of the deadline; empty when there is none. */
  date: string
  problem: string | undefined
  onChange: (change: Partial<RepeatDraft>) => void
}

/** A choice of rules for the day of the deadline, or a rule as text. */
export function RepeatField({ value, date, problem, onChange }: Props) {
  const hasDeadline = date !== ''
  const choice = hasDeadline ? value.repeats : 'never'
  const isCustom = choice === 'custom'
  function choose(repeats: RepeatChoice) {
    // The rule so far is a good start for another one.
    const customRule = toRepeatRule(choice, date, value.customRule) ?? value.customRule
    onChange({ repeats, ...(repeats === 'custom' && { customRule }) })
  }
  return (
    <>
      <FormField
        label={t.repeat}
        hint={hasDeadline ? undefined : t.deadlineFirst}
        problem={isCustom ? undefined : problem}
      >
        {field => (
          <select
            {...field}
            name="repeat"
            disabled={!hasDeadline}
            value={choice}
            onChange={event => choose(event.target.value as RepeatChoice)}
          >
            {listRepeatChoices(date).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {isCustom && (
        <FormField label={t.rule} problem={problem}>
          {field => (
            <input
              {...field}
              name="rule"
              placeholder="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              value={value.customRule}
              onChange={event => onChange({ customRule: event.target.value })}
            />
          )}
        </FormField>
      )}
      {choice !== 'never' && (
        <label className="check">
          <input
            type="checkbox"
            checked={value.fromCompletion}
            onChange={event => onChange({ fromCompletion: event.target.checked })}
          />
          {t.fromCompletion}
        </label>
      )}
    </>
  )
}
