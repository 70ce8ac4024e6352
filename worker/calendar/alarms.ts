import { ICalAlarm, ICalAlarmRelatesTo, ICalCalendar, ICalEvent } from 'ical-generator'

const alarmed = new ICalEvent({ start: new Date(0) }, new ICalCalendar())

type Reminders = {
  minutesBefore: readonly number[]
  description: string
  relatesTo: AlarmAnchor
}

/**
 * Where a component has its deadline: at its start or end, at a time that is neither, or this number of minutes after its
 * start, in each occurrence.
 */
export type AlarmAnchor = ICalAlarmRelatesTo | Date | number

/** Prints the alarms of a component, unfolded. */
export const printAlarms = ({ minutesBefore, description, relatesTo }: Reminders): string =>
  minutesBefore.map(minutes => printAlarm(minutes, description, relatesTo)).join('')

function printAlarm(minutes: number, description: string, relatesTo: AlarmAnchor): string {
  if (relatesTo instanceof Date) {
    const trigger = new Date(relatesTo.getTime() - minutes * 60_000)
    return new ICalAlarm({ trigger, description }, alarmed).toString()
  }
  const [minutesAfter, related] =
    typeof relatesTo === 'number' ? [relatesTo, ICalAlarmRelatesTo.start] : [0, relatesTo]
  const alarm = new ICalAlarm({ triggerBefore: (minutes - minutesAfter) * 60, description }, alarmed)
  // The constructor ignores it.
  return alarm.relatesTo(related).toString()
}
