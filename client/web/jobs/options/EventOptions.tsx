import { useQuery } from '@tanstack/react-query'
import { t } from '../../messages/options.ts'
import { settings } from '../../settings/settings-queries.ts'
import { TimeZoneField } from '../../settings/TimeZoneField.tsx'
import { FormField } from '../../ui/FormField.tsx'
import { AlarmsField } from './AlarmsField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { SelectField } from './SelectField.tsx'

/** Options of the events and tasks. */
export function EventOptions({ chosen, problems, onChoose }: OptionsProps) {
  const { data } = useQuery(settings)
  const isEvent = chosen.component !== 'vtodo'
  const isAllDay = chosen.shape === 'allday'
  return (
    <>
      <SelectField
        label={t.component}
        hint={t.componentHint}
        value={chosen.component}
        choices={t.components}
        problem={problems.get('component')}
        onChange={component => onChoose({ component })}
      />
      {isEvent && (
        <SelectField
          label={t.shape}
          value={chosen.shape}
          choices={t.shapes}
          problem={problems.get('shape')}
          onChange={shape => onChoose({ shape })}
        />
      )}
      {isEvent && !isAllDay && (
        <FormField label={t.duration} problem={problems.get('durationMinutes')}>
          {control => (
            <input
              {...control}
              inputMode="numeric"
              value={chosen.durationMinutes}
              onChange={event => onChoose({ durationMinutes: event.target.value })}
            />
          )}
        </FormField>
      )}
      <AlarmsField
        value={chosen.alarms}
        problem={problems.get('alarms')}
        onChange={alarms => onChoose({ alarms })}
      />
      <TimeZoneField
        value={chosen.timeZone}
        hint={t.timeZoneHint}
        placeholder={data?.timeZone}
        problem={problems.get('timeZone')}
        onChange={timeZone => onChoose({ timeZone })}
      />
    </>
  )
}
