import { useState } from 'react'
import { frequencies, maxInterval, printRule, type RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import { t } from '../messages/todo-form.ts'
import { useFirstDayOfWeek } from '../settings/week-start.ts'
import { nameWeekday, shortenWeekday } from '../time.ts'
import { FormField } from '../ui/FormField.tsx'
import { listMonthlyRules, toCustomRule, toggleWeekday, weekdaysOf } from './custom-repeat.ts'
import { describeMonthDay } from './describe-repeat.ts'
import './RepeatFields.css'

type Props = {
  /** The rule so far. */
  text: string
  /** The day of the deadline. */
  date: string
  fromCompletion: boolean
  onChange: (text: string) => void
}

/** The parts of a rule: every how many days, weeks, months or years, and on which days. */
export function CustomRepeatFields({ text, date, fromCompletion, onChange }: Props) {
  const rule = toCustomRule(text)
  const implied = fromCompletion ? undefined : date
  const change = (changed: Partial<RecurrenceRule>) => onChange(printRule({ ...rule, ...changed }))
  return (
    <div className="repeat-fields">
      <IntervalField interval={rule.interval} onChange={interval => change({ interval })} />
      <FormField label={t.unit} problem={undefined}>
        {field => (
          <select
            {...field}
            name="unit"
            value={rule.freq}
            onChange={({ target }) =>
              change({ freq: target.value as RecurrenceRule['freq'], byDay: [], byMonthDay: [] })
            }
          >
            {frequencies.map(freq => (
              <option key={freq} value={freq}>
                {t.units(freq, rule.interval)}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {rule.freq === 'WEEKLY' && <WeekdayFields rule={rule} implied={implied} onChange={change} />}
      {rule.freq === 'MONTHLY' && (
        <FormField label={t.onWhichDay} problem={undefined}>
          {field => (
            <select
              {...field}
              name="monthDay"
              // Without a day, the rule repeats on the one that is listed first.
              value={printRule(rule)}
              onChange={({ target }) => onChange(target.value)}
            >
              {listMonthlyRules(rule, date, implied).map(choice => (
                <option key={printRule(choice)} value={printRule(choice)}>
                  {describeMonthDay(choice) ?? t.dayOfCompletion}
                </option>
              ))}
            </select>
          )}
        </FormField>
      )}
    </div>
  )
}

type IntervalProps = { interval: number; onChange: (interval: number) => void }

function IntervalField({ interval, onChange }: IntervalProps) {
  // The field can be empty while it is edited.
  const [typed, setTyped] = useState<string>()
  function type(text: string) {
    setTyped(text)
    const number = Number(text)
    if (Number.isInteger(number) && number >= 1 && number <= maxInterval) onChange(number)
  }
  return (
    <FormField label={t.interval} problem={undefined}>
      {field => (
        <input
          {...field}
          name="interval"
          type="number"
          required
          min={1}
          max={maxInterval}
          value={typed ?? interval}
          onChange={event => type(event.target.value)}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </FormField>
  )
}

type WeekdayProps = {
  rule: RecurrenceRule
  implied: string | undefined
  onChange: (rule: RecurrenceRule) => void
}

function WeekdayFields({ rule, implied, onChange }: WeekdayProps) {
  const first = useFirstDayOfWeek()
  const chosen = weekdaysOf(rule, implied)
  return (
    <fieldset className="field weekdays">
      <legend>{t.onWhichDays}</legend>
      <div className="row">
        {Array.from({ length: 7 }, (_, index) => (first + 6 + index) % 7).map(weekday => (
          <button
            key={weekday}
            className="button small"
            type="button"
            aria-pressed={chosen.includes(weekday)}
            aria-label={nameWeekday(weekday)}
            onClick={() => onChange(toggleWeekday(rule, weekday, implied))}
          >
            {shortenWeekday(weekday)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
