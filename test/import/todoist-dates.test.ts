import { expect, test } from 'vitest'
import { readTodoistDate } from '../../worker/import/csv/todoist-date.ts'
import { notesOf, options, readAll, todosOf } from './read-all.ts'

// It is Wednesday, 25 November 2026, 10:00 in Brisbane.
test.each([
  ['today', '2026-11-25', undefined],
  ['tomorrow at 9am', '2026-11-25T23:00:00Z', undefined],
  ['wed', '2026-12-02', undefined],
  ['next week', '2026-11-30', undefined],
  ['next month', '2026-12-01', undefined],
  ['end of month', '2026-11-30', undefined],
  ['this weekend', '2026-11-28', undefined],
  ['next weekend', '2026-12-05', undefined],
  ['in two weeks', '2026-12-09', undefined],
  ['Monday, Dec 7', '2026-12-07', undefined],
  ['tomorrow at 17', '2026-11-26T07:00:00Z', undefined],
  // In the morning or in the evening.
  ['tomorrow at 9', undefined, undefined],
  ['in 3 days', '2026-11-28', undefined],
  ['Oct 5 2027 15:30', '2027-10-05T05:30:00Z', undefined],
  ['every day', '2026-11-25', 'FREQ=DAILY'],
  ['daily', '2026-11-25', 'FREQ=DAILY'],
  ['every evening', '2026-11-25T09:00:00Z', 'FREQ=DAILY'],
  ['every weekday at 17:00', '2026-11-25T07:00:00Z', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['every friday 5pm', '2026-11-27T07:00:00Z', 'FREQ=WEEKLY;BYDAY=FR'],
  ['every mon, wed and fri', '2026-11-25', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
  ['every tues thurs', '2026-11-26', 'FREQ=WEEKLY;BYDAY=TU,TH'],
  ['every other week', '2026-11-25', 'FREQ=WEEKLY;INTERVAL=2'],
  ['every other mon', '2026-11-30', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
  ['every three weeks on monday', '2026-11-30', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO'],
  ['every weekend', '2026-11-28', 'FREQ=WEEKLY;BYDAY=SA'],
  ['every quarter', '2026-11-25', 'FREQ=MONTHLY;INTERVAL=3'],
  ['every first monday', '2026-12-07', 'FREQ=MONTHLY;BYDAY=1MO'],
  ['every second monday', undefined, undefined],
  ['every 3rd friday', '2026-12-18', 'FREQ=MONTHLY;BYDAY=3FR'],
  ['every last day', '2026-11-30', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['every 15th', '2026-12-15', 'FREQ=MONTHLY;BYMONTHDAY=15'],
  ['every 1st and 15th of the month', '2026-12-01', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
  ['every 2 months on the 5th', '2026-12-05', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5'],
  ['every 24 dec', '2026-12-24', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24'],
  ['every week starting 1 dec until 1 mar 2027', '2026-12-01', 'FREQ=WEEKLY;UNTIL=20270301'],
  ['every 3 days at 8pm from 1 Dec', '2026-12-01T10:00:00Z', 'FREQ=DAILY;INTERVAL=3'],
  ['monkey', undefined, undefined],
  ['every full moon', undefined, undefined],
  ['whenever', undefined, undefined],
  ['constructor', undefined, undefined],
  ['every constructor', undefined, undefined],
])("reads Todoist's %s", (text, deadline, rule) => {
  const date = readTodoistDate(text, options)
  expect([date?.deadline, date?.repeat?.rule]).toEqual([deadline, rule])
})

test.each([
  ['heute', '2026-11-25', undefined],
  ['morgen um 9', '2026-11-25T23:00:00Z', undefined],
  ['Morgen früh', '2026-11-25T23:00:00Z', undefined],
  ['heute Abend', '2026-11-25T09:00:00Z', undefined],
  ['übermorgen', '2026-11-27', undefined],
  ['am Mittwoch', '2026-12-02', undefined],
  ['nächsten Fr 17:30 Uhr', '2026-11-27T07:30:00Z', undefined],
  ['nächste Woche', '2026-11-30', undefined],
  ['nächsten Monat', '2026-12-01', undefined],
  ['am Wochenende', '2026-11-28', undefined],
  ['in 3 Tagen', '2026-11-28', undefined],
  ['in einer Woche', '2026-12-02', undefined],
  ['5. Okt. 2027 15:30', '2027-10-05T05:30:00Z', undefined],
  ['24. Dezember um 18 Uhr', '2026-12-24T08:00:00Z', undefined],
  ['24.12.', '2026-12-24', undefined],
  ['1.3.2027', '2027-03-01', undefined],
  ['2027-03-01', '2027-03-01', undefined],
  ['jeden Tag', '2026-11-25', 'FREQ=DAILY'],
  ['täglich um 8:00', '2026-11-24T22:00:00Z', 'FREQ=DAILY'],
  ['jeden Morgen', '2026-11-24T23:00:00Z', 'FREQ=DAILY'],
  ['jeden! Montag', '2026-11-30', 'FREQ=WEEKLY;BYDAY=MO'],
  ['jeden Mo, Mi und Fr', '2026-11-25', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
  ['jeden Werktag um 17 Uhr', '2026-11-25T07:00:00Z', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ['alle 2 Wochen', '2026-11-25', 'FREQ=WEEKLY;INTERVAL=2'],
  ['alle drei Monate ab 1. Dez', '2026-12-01', 'FREQ=MONTHLY;INTERVAL=3'],
  ['jeden zweiten Tag', '2026-11-25', 'FREQ=DAILY;INTERVAL=2'],
  ['jeden 2. Tag', '2026-11-25', 'FREQ=DAILY;INTERVAL=2'],
  ['alle 2 Wochen am Montag', '2026-11-30', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
  ['jeden Monat am 1. und 15.', '2026-12-01', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
  ['jeden Tag um 20 Uhr ab 1. Dez', '2026-12-01T10:00:00Z', 'FREQ=DAILY'],
  ['jeden 15.', '2026-12-15', 'FREQ=MONTHLY;BYMONTHDAY=15'],
  ['jeden letzten Tag', '2026-11-30', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['jeden 1. Freitag um 9 Uhr', '2026-12-03T23:00:00Z', 'FREQ=MONTHLY;BYDAY=1FR'],
  ['jeden letzten Freitag', '2026-11-27', 'FREQ=MONTHLY;BYDAY=-1FR'],
  ['jeden zweiten Freitag im Monat', '2026-12-11', 'FREQ=MONTHLY;BYDAY=2FR'],
  ['jeden 24. Dezember', '2026-12-24', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24'],
  ['jährlich', '2026-11-25', 'FREQ=YEARLY'],
  ['jede Woche ab 1. Dezember bis 1. März 2027', '2026-12-01', 'FREQ=WEEKLY;UNTIL=20270301'],
  // Every other one, or the second of the month.
  ['jeden zweiten Freitag', undefined, undefined],
  ['jeden 2. Freitag', undefined, undefined],
  ['jeden Vollmond', undefined, undefined],
  ['irgendwann', undefined, undefined],
])("reads Todoist's German %s", (text, deadline, rule) => {
  const date = readTodoistDate(text, { ...options, language: 'de' })
  expect([date?.deadline, date?.repeat?.rule]).toEqual([deadline, rule])
  expect(date?.repeat?.from ?? 'deadline').toBe(text.includes('!') ? 'completion' : 'deadline')
})

test('names the language of dates that it cannot read', async () => {
  const file = [
    'TYPE,CONTENT,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DEADLINE,DEADLINE_LANG',
    'task,One,4,1,,,jeden Montag,de,,,',
    'task,Two,4,1,,,chaque jour,fr,,,',
    'task,Three,4,1,,,2026-12-05 17:00,fr,,,',
    'task,Four,4,1,,,明天,tw,,,',
    'task,Five,4,1,,,jour,"f,r",,demain,fr',
    '',
  ].join('\n')
  const entries = await readAll(file)
  expect(notesOf(entries)).toEqual([
    [3, 'DATE "chaque jour" is in French, which cannot be read: kept in the description'],
    [5, 'DATE "明天" is in Chinese (Taiwan), which cannot be read: kept in the description'],
    [6, 'DATE "jour" is in the language "f,r", which cannot be read: kept in the description'],
    [6, 'DEADLINE "demain" is in French, which cannot be read: kept in the description'],
  ])
  expect(todosOf(entries).map(todo => todo.deadlineOn ?? todo.deadlineAt)).toEqual([
    '2026-11-30',
    null,
    '2026-12-05T07:00:00Z',
    null,
    null,
  ])
})
