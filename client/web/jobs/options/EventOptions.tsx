import { FormField } from '../../ui/FormField.tsx'
import { AlarmsField } from './AlarmsField.tsx'
import type { OptionsProps } from './OptionsForm.tsx'
import { SelectField } from './SelectField.tsx'
import { TimeZoneField } from './TimeZoneField.tsx'

/** What a todo becomes. */
export function EventOptions({ chosen, problems, onChoose }: OptionsProps) {
  const isEvent = chosen.component !== 'vtodo'
  const isAllDay = chosen.shape === 'allday'
  return (
    <>
      <SelectField
        label="Todos become"
        hint="Google, Outlook and Apple Calendar show events only"
        value={chosen.component}
        choices={{ vevent: 'Events', vtodo: 'Tasks', both: 'Events and tasks' }}
        problem={problems.get('component')}
        onChange={component => onChoose({ component })}
      />
      {isEvent && (
        <SelectField
          label="An event"
          value={chosen.shape}
          choices={{
            start: 'Begins at the deadline',
            end: 'Ends at the deadline',
            allday: 'Is its whole day',
          }}
          problem={problems.get('shape')}
          onChange={shape => onChoose({ shape })}
        />
      )}
      {isEvent && isAllDay && (
        <TimeZoneField
          value={chosen.timeZone}
          problem={problems.get('timeZone')}
          onChange={timeZone => onChoose({ timeZone })}
        />
      )}
      {isEvent && !isAllDay && (
        <FormField label="Minutes long" problem={problems.get('durationMinutes')}>
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
    </>
  )
}
