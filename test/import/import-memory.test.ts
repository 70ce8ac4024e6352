import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** Reads a generated file and prints how many todos it had. */
const script = (count: number, format: 'ics' | 'csv') => `
import { readImport } from ${JSON.stringify(new URL('../../worker/import/read-import.ts', import.meta.url).href)}
async function* write() {
  yield Buffer.from(${JSON.stringify(format === 'ics' ? 'BEGIN:VCALENDAR\r\n' : 'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE\n')})
  for (let n = 0; n < ${count}; n += 100) {
    const todos = Array.from({ length: 100 }, (_, i) => ${
      format === 'ics'
        ? '`BEGIN:VTODO\\r\\nUID:todo-${n + i}@example.com\\r\\nDTSTAMP:20261120T080000Z\\r\\nSUMMARY:Todo ${n + i}\\r\\nDESCRIPTION:Bring\\\\, the laptop and the charger\\r\\nDUE;TZID=Europe/Berlin:20270115T090000\\r\\n${i % 10 === 0 ? "RRULE:FREQ=WEEKLY\\r\\n" : ""}CATEGORIES:a,b\\r\\nX-APPLE-SORT-ORDER:1\\r\\nEND:VTODO\\r\\n`'
        : '`task,Todo ${n + i} @home,Bring the laptop,1,1,Dec 1 2026\\n`'
    })
    yield Buffer.from(todos.join(''))
  }
}
let count = 0
for await (const entry of readImport(write(), { timeZone: 'UTC', now: '2026-11-25T00:00:00Z' }))
  if ('todo' in entry) count += 1
console.log(count)
`

/** All todos of the file together do not fit. */
test.each(['ics', 'csv'] as const)(
  'reads 60,000 todos of a file (%s) with 40 MB for objects',
  { timeout: 180_000 },
  async format => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--max-semi-space-size=4',
      '--max-old-space-size=40',
      '--input-type=module-typescript',
      '--eval',
      script(60_000, format),
    ])
    expect(stdout.trim()).toBe('60000')
  },
)
