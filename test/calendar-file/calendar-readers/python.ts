import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { isInstalled } from '../../harness/installed.ts'
import type { CalendarReader, ReadComponent } from './calendar-reader.ts'

/** Debian's own, which has its packages; the first on the PATH may be another one. */
const python = '/usr/bin/python3'

const libraries = [
  { name: 'libical', needs: 'import ctypes; ctypes.CDLL("libical.so.3")' },
  { name: 'icalendar', needs: 'import icalendar' },
  { name: 'vobject', needs: 'import vobject' },
]

/** Those that this machine has. */
export const pythonReaders: CalendarReader[] = libraries
  .filter(({ name, needs }) =>
    isInstalled(spawnSync(python, ['-c', needs]).status === 0, name, 'what it reads of calendars is'),
  )
  .map(({ name }) => ({
    name,
    read: files => read(join(import.meta.dirname, `read-with-${name}.py`), files),
  }))

async function read(script: string, files: string[]): Promise<ReadComponent[]> {
  const child = spawn(python, [script], { timeout: 60_000 })
  const [output, errors] = [text(child.stdout), text(child.stderr)]
  const closed = once(child, 'close')
  child.stdin.end(JSON.stringify(files))
  const [code] = await closed
  if (code !== 0) throw new Error(`${script}: ${await errors}`)
  return JSON.parse(await output) as ReadComponent[]
}
