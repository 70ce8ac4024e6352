import { describe, expect, it } from 'vitest'
import { readColumns } from '../../client/web/import/read-columns.ts'

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('the columns of a file', () => {
  it.each<[string, string | Buffer, string[]]>([
    ['a CSV file', 'Task,Due\nEssay,2030-01-02\n', ['Task', 'Due']],
    ['one with semicolons and CR LF', 'Task;Due\r\nEssay, long;2030-01-02\r\n', ['Task', 'Due']],
    ['one that names its delimiter', 'sep=;\nTask;Due\nEssay;2030-01-02\n', ['Task', 'Due']],
    ['one without rows', 'Task,Due', ['Task', 'Due']],
    [
      'one with quoted, empty and repeated names',
      '"Task, short", ,Due,Due\na,b,c,d\n',
      ['Task, short', 'Due'],
    ],
    ['one with a byte order mark', '\ufeffAufgabe,Fällig\nEssay,2030-01-02\n', ['Aufgabe', 'Fällig']],
    ['one in UTF-16', utf16('Aufgabe;Fällig\nEssay;2030-01-02\n'), ['Aufgabe', 'Fällig']],
    [
      'one in Windows-1252',
      Buffer.from('Aufgabe;Fällig\nEssay;2030-01-02\n', 'latin1'),
      ['Aufgabe', 'Fällig'],
    ],
    [
      'one whose rows are in another encoding than its header',
      Buffer.concat([Buffer.from('Fällig;Aufgabe\na;b\n'), Buffer.from('2030-01-02;Küche\n', 'latin1')]),
      ['Fällig', 'Aufgabe'],
    ],
    ['one that is longer than its head', `Task,Due\n${'Essäy,2030-01-02\n'.repeat(10_000)}`, ['Task', 'Due']],
    ['a file of Todoist', 'TYPE,CONTENT,DESCRIPTION,PRIORITY\ntask,Essay,,1\n', []],
    [
      'a file of TickTick',
      '"Date: 2026-11-01"\n"Version: 7.1"\n"Status: 0"\n"Title","List Name","Status"\n',
      [],
    ],
    ['an iCalendar file', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', []],
    ['an export', '{"title":"Essay"}\n', []],
    [
      'one whose first row has several lines',
      'Was,Wann\n"Essay\nin three\nparts",2030-01-02\n',
      ['Was', 'Wann'],
    ],
    ['one with a quote that is not closed', 'Was,Wann\n"Essay,2030-01-02\n', ['Was', 'Wann']],
    [
      'one with more columns than anyone can choose from',
      Array.from({ length: 5_000 }, (_, n) => `c${n}`).join(','),
      Array.from({ length: 200 }, (_, n) => `c${n}`),
    ],
    ['one with a name that is no name', `${'x'.repeat(60_000)},Due\nEssay,2030-01-02\n`, ['Due']],
    ['a ZIP file', 'PK\x03\x04\x14,a\n', []],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), []],
    ['an empty file', '', []],
  ])('of %s', async (_, content, names) => {
    expect(
      await readColumns(new Blob([typeof content === 'string' ? content : new Uint8Array(content)])),
    ).toEqual(names)
  })
})
