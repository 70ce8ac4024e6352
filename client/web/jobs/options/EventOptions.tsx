import { useQuery } from '@tanstack/react-query'
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
        label="Export todos as"
        hint="Google, Outlook and Apple Calendar don’t show tasks"
        value={chosen.component}
        choices={{ vevent: 'Events', vtodo: 'Tasks', both: 'Events and tasks' }}
        problem={problems.get('component')}
        onChange={component => onChoose({ component })}
      />
      {isEvent && (
        <SelectField
          label="Event time"
          value={chosen.shape}
          choices={{
            start: 'Starts at the deadline',
            end: 'Ends at the deadline',
            allday: 'All day',
          }}
          problem={problems.get('shape')}
          onChange={shape => onChoose({ shape })}
        />
      )}
      {isEvent && !isAllDay && (
        <FormField label="Duration (minutes)" problem={problems.get('durationMinutes')}>
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
        hint="Decides on which day a time falls, and what is today. Leave empty for that of the settings"
        placeholder={data?.timeZone}
        problem={problems.get('timeZone')}
        onChange={timeZone => onChoose({ timeZone })}
      />
    </>
  )
}
