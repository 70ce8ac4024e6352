import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asRead } from '../calendar-readers/as-read.ts'
import { createTemporaryDirectory } from '../../harness/temporary-directory.ts'
import type { CalendarProgramOpener } from './calendar-program.ts'

const run = promisify(execFile)

const toConfig = (directory: string) => `
[calendars]
[[todos]]
path = ${directory}/todos
type = calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = T%H%M00Z
dateformat = %Y%m%d
longdateformat = %Y%m%d
datetimeformat = %Y%m%dT%H%M00Z
longdatetimeformat = %Y%m%dT%H%M00Z
[sqlite]
path = ${directory}/khal.db
`

/** None of them comes in what was sanitised. */
const [unit, record] = ['\x1f', '\x1e']
const fields = ['UID', 'SUMMARY', 'DESCRIPTION', 'DTSTART', 'DTEND']
const format = ['{uid}', '{title}', '{description}', '{start-long}', '{end-long}'].join(unit) + record

const read = asRead['icalendar'] ?? String

export const khal: CalendarProgramOpener = {
  name: 'khal',
  kinds: ['VEVENT'],
  // It reads a file when it takes it, writes it again, and reads that again.
  asShown: text => read(read(text)).trim(),
  async open() {
    const directory = await createTemporaryDirectory()
    const config = join(directory.path, 'config')
    await mkdir(join(directory.path, 'todos'))
    await writeFile(config, toConfig(directory.path))
    const env = { ...process.env, LC_ALL: 'C.UTF-8', HOME: directory.path }
    const command = (...args: string[]) =>
      run('khal', ['-c', config, ...args], { env, maxBuffer: 64 * 1024 * 1024 })
    return {
      async take(file) {
        const path = join(directory.path, 'taken.ics')
        await writeFile(path, file)
        await command('import', '--batch', '-a', 'todos', path)
      },
      async show() {
        const { stdout } = await command(
          'list',
          '--day-format',
          '',
          '--format',
          format,
          '20230401',
          '20230410',
        )
        return stdout
          .split(record)
          .slice(0, -1)
          .map(shown => {
            const values = shown.split(unit).map((value, n) => [fields[n], value.trim()])
            return { kind: 'VEVENT', properties: Object.fromEntries(values), components: [] }
          })
      },
      [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
    }
  },
}
