import { t } from '../messages/todo-form.ts'
import { FormField } from '../ui/FormField.tsx'
import { CustomRepeatFields } from './CustomRepeatFields.tsx'
import { listRepeatChoices } from './repeat-choices.ts'
import { choose, type RepeatChoice, type RepeatDraft } from './repeat-draft.ts'
import { RepeatEndFields } from './RepeatEndFields.tsx'

type Props = {
  value: RepeatDraft
  /** The day of the deadline; empty when there is none. */
  date: string
  problem: string | undefined
  onChange: (change: Partial<RepeatDraft>) => void
}

/** A choice of rules for the day of the deadline, a rule of parts, or a rule as text. */
export function RepeatField({ value, date, problem, onChange }: Props) {
  const hasDeadline = date !== ''
  const choice = hasDeadline ? value.repeats : 'never'
  return (
    <>
      <FormField
        label={t.repeat}
        hint={hasDeadline ? undefined : t.deadlineFirst}
        problem={choice === 'rule' ? undefined : problem}
      >
        {field => (
          <select
            {...field}
            name="repeat"
            disabled={!hasDeadline}
            value={choice}
            onChange={event => onChange(choose(value, event.target.value as RepeatChoice, date))}
          >
            {listRepeatChoices(date).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {choice === 'custom' && (
        <CustomRepeatFields
          text={value.customRule}
          date={date}
          fromCompletion={value.fromCompletion}
          onChange={customRule => onChange({ customRule })}
        />
      )}
      {choice === 'rule' && (
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
      {choice !== 'never' && choice !== 'rule' && (
        <RepeatEndFields value={value} date={date} onChange={onChange} />
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
