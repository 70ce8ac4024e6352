import { sync } from 'node-ical'
import { type CalendarReader, type ReadComponent, toBasicTime } from './calendar-reader.ts'

type Parsed = Record<string, unknown> & { type?: string; alarms?: Parsed[] }

export const nodeIcal: CalendarReader = {
  name: 'node-ical',
  async read(files) {
    return files.map(file => {
      const parsed = Object.values(sync.parseICS(file) as Record<string, Parsed>)
      const [calendar] = parsed.filter(({ type }) => type === 'VCALENDAR')
      const others = parsed.filter(({ type }) => type !== undefined && type !== 'VCALENDAR')
      return { ...readComponent(calendar ?? {}), components: others.map(readComponent) }
    })
  },
}

/** The properties that node-ical renames, by its own names. */
const names: Record<string, string> = {
  start: 'DTSTART',
  end: 'DTEND',
  lastmodified: 'LAST-MODIFIED',
  completion: 'PERCENT-COMPLETE',
  transparency: 'TRANSP',
  'WR-CALNAME': 'X-WR-CALNAME',
  'WR-CALDESC': 'X-WR-CALDESC',
  'APPLE-CALENDAR-COLOR': 'X-APPLE-CALENDAR-COLOR',
}

function readComponent({ type, alarms = [], ...fields }: Parsed): ReadComponent {
  const trigger = fields['trigger'] as { val: string; params: { RELATED: string } } | undefined
  return {
    kind: type ?? 'nothing',
    properties: {
      ...Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [names[name] ?? name.toUpperCase(), readValue(value)]),
      ),
      ...(trigger && { TRIGGER: trigger.val, RELATED: trigger.params.RELATED }),
    },
    components: alarms.map(readComponent),
  }
}

/** Dates and floating times are what the clock of the process shows. */
function readValue(value: unknown): string {
  if (!(value instanceof Date)) return String(value)
  if ('tz' in value) return toBasicTime(value)
  const wallClock = toBasicTime(new Date(value.getTime() - value.getTimezoneOffset() * 60_000))
  return wallClock.slice(0, 'dateOnly' in value ? 8 : 15)
}
