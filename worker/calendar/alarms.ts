import { ICalAlarm, type ICalAlarmRelatesTo, ICalCalendar, ICalEvent } from 'ical-generator'

const alarmed = new ICalEvent({ start: new Date(0) }, new ICalCalendar())

type Reminders = {
  minutesBefore: readonly number[]
  description: string
  /** The component starts or ends with the deadline; a time where it does neither. */
  relatesTo: ICalAlarmRelatesTo | Date
}

/** Prints the alarms of a component, unfolded. */
export const printAlarms = ({ minutesBefore, description, relatesTo }: Reminders): string =>
  minutesBefore.map(minutes => printAlarm(minutes, description, relatesTo)).join('')

/** The constructor of an alarm ignores `relatesTo`. */
const printAlarm = (minutes: number, description: string, relatesTo: ICalAlarmRelatesTo | Date): string =>
  relatesTo instanceof Date
    ? new ICalAlarm(
        { trigger: new Date(relatesTo.getTime() - minutes * 60_000), description },
        alarmed,
      ).toString()
    : new ICalAlarm({ triggerBefore: minutes * 60, description }, alarmed).relatesTo(relatesTo).toString()
