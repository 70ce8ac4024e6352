import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { icalJs } from '../calendar-readers/ical-js.ts'
import { createTemporaryDirectory } from '../../harness/temporary-directory.ts'
import type { CalendarProgramOpener } from './calendar-program.ts'

const run = promisify(execFile)
const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' }

export const calcurse: CalendarProgramOpener = {
  name: 'calcurse',
  kinds: ['VEVENT', 'VTODO'],
  asShown: text => text.trim(),
  async open() {
    const directory = await createTemporaryDirectory()
    const command = (...args: string[]) => run('calcurse', ['-D', directory.path, ...args], { env })
    return {
      async take(file) {
        const path = join(directory.path, 'taken.ics')
        await writeFile(path, file)
        const { stdout } = await command('-i', path)
        if (!stdout.includes(' / 0 skipped')) throw new Error(stdout)
      },
      async show() {
        const { stdout } = await command('--export')
        const [calendar] = await icalJs.read([stdout])
        return calendar?.components ?? []
      },
      [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
    }
  },
}
