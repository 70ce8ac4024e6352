import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { icalJs } from '../calendar-readers/ical-js.ts'
import { findFreePort } from '../../../embedded-postgres/free-port.ts'
import { createTemporaryDirectory } from '../../harness/temporary-directory.ts'
import { waitFor } from '../../harness/wait-for.ts'
import type { CalendarProgramOpener } from './calendar-program.ts'

const toConfig = (directory: string, port: number) => `
[server]
hosts = 127.0.0.1:${port}
[auth]
type = none
[web]
type = none
[storage]
filesystem_folder = ${directory}/collections
`

const headers = {
  authorization: `Basic ${Buffer.from('me:').toString('base64')}`,
  'content-type': 'text/calendar; charset=utf-8',
}

/** A CalDAV server: phones that sync with it do not show what it rejects. */
export const radicale: CalendarProgramOpener = {
  name: 'Radicale',
  kinds: ['VEVENT', 'VTODO'],
  asShown: text => text.trim(),
  async open() {
    await using opening = new AsyncDisposableStack()
    const directory = opening.use(await createTemporaryDirectory())
    const port = await findFreePort()
    const config = join(directory.path, 'config')
    await writeFile(config, toConfig(directory.path, port))
    const server = spawn('radicale', ['--config', config], { stdio: 'ignore' })
    const exited = once(server, 'exit')
    opening.defer(async () => {
      server.kill('SIGKILL')
      await exited
    })
    const collection = `http://127.0.0.1:${port}/me/todos/`
    await waitFor('Radicale to answer', () => fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }))
    const opened = opening.move()
    return {
      async take(file) {
        const { status } = await fetch(collection, { method: 'PUT', headers, body: file })
        if (status !== 201) throw new Error(`Radicale answers ${status}`)
      },
      async show() {
        const [calendar] = await icalJs.read([await (await fetch(collection, { headers })).text()])
        return calendar?.components ?? []
      },
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    }
  },
}
