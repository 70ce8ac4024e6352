import { ICalAlarm, ICalAlarmRelatesTo, ICalCalendar, ICalEvent } from 'ical-generator'
import { expect, test } from 'vitest'

const upstreamName = (name: string) => new ICalCalendar({ name }).toString()
const upstreamDescription = (description: string) => new ICalCalendar({ description }).toString()
const upstreamSummary = (summary: string) =>
  new ICalEvent({ start: new Date(0), summary }, new ICalCalendar()).toString()
const upstreamAlarm = () =>
  new ICalAlarm(
    { triggerBefore: 60, relatesTo: ICalAlarmRelatesTo.end },
    new ICalEvent({ start: new Date(0) }, new ICalCalendar()),
  ).toString()
const upstreamAlarmedEvent = () =>
  new ICalEvent(
    { start: new Date(0), alarms: [{ triggerBefore: 60 }], created: new Date(0) },
    new ICalCalendar(),
  ).toString()

// When one of these fails, upstream is fixed and its workaround can go.
test.each([
  ['writes a name without escapes', upstreamName('a;b,c\\d'), '\r\nNAME:a;b,c\\d\r\n'],
  ['lets a name begin a component', upstreamName('a\r\nBEGIN:VEVENT'), '\r\nBEGIN:VEVENT\r\n'],
  ['writes a description without escapes', upstreamDescription('a;b'), '\r\nX-WR-CALDESC:a;b\r\n'],
  ['forgets what an alarm relates to', upstreamAlarm(), '\r\nTRIGGER:-PT1M\r\n'],
  ['writes alarms before properties', upstreamAlarmedEvent(), '\r\nEND:VALARM\r\nCREATED:'],
  ['writes control characters as they come', upstreamSummary('a\0b\x9b'), '\r\nSUMMARY:a\0b\x9b\r\n'],
  ['writes lone surrogates as they come', upstreamSummary('\ud800'), '\r\nSUMMARY:\ud800\r\n'],
  ['leaves other line breaks alone', upstreamSummary('a\vb\u2028'), '\r\nSUMMARY:a\vb\u2028\r\n'],
])('ical-generator still %s', (_, output, defect) => expect(output).toContain(defect))

test('ical-generator still ends without CRLF', () =>
  expect(new ICalCalendar().toString()).toMatch(/\r\nEND:VCALENDAR$/))
