import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { allocatorSettings, toFlags } from '../../commands/start/child-process.ts'
import { readPeakMb } from '../harness/peak-memory.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { startTestService } from '../harness/test-service.ts'

const todos = 100_000
const maxMb = 200

test.skipIf(process.platform !== 'linux')('creates a calendar of 100,000 todos in flat memory', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await sql`
    insert into todo (owner_id, title, description, deadline_at)
    select 'local', 'Todo ' || n, repeat('text ', n % 40), now() + n * interval '1 minute'
    from generate_series(1, ${todos}) as n`.execute(service.db)
  await using worker = spawnMain('worker', {
    DATABASE_URL: service.env.DATABASE_URL ?? '',
    LOG_LEVEL: 'warn',
  })
  await worker.ready
  const { task_id: id } = await service.createTask()
  const task = await service.finishTask(id, 60_000)
  expect(task).toMatchObject({ state: 'SUCCESS', written: todos, attempt: 1 })
  expect(await readPeakMb(worker.pid)).toBeLessThan(maxMb)

  const { headers, bytes, text } = await service.ask(`GET /todos/ical/${id}/result`)
  expect(bytes.length).toBe(Number(headers['content-length']))
  expect(headers.etag).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`)
  expect(text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(todos)
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test.each(['server', 'worker'])('starts a %s by npm with the same flags as the launcher', async command => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>
  }
  expect(scripts[command]).toBe(['node', ...toFlags(command), 'run.cjs', 'main.ts', command].join(' '))
})

test('sets up the allocator in the image as the launcher does', async () => {
  const settings = Object.entries(allocatorSettings).map(([name, value]) => `${name}=${value}`)
  expect(await readFile('deploy/Dockerfile', 'utf8')).toContain(`\nENV ${settings.join(' ')}\n`)
})
