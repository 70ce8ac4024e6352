import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useService } from '../harness/test-service.ts'
import { createImporter } from '../import/create-importer.ts'

describe('a response whose rest cannot be read', () => {
  const service = useService({ broker: 'postgres' })
  const { importFile } = createImporter(service)

  /** What arrives, and whether the end is missing. */
  async function download(path: string, headers = {}): Promise<{ body: string; isCut: boolean }> {
    const asked = request(`${service.url}/api/v1${path}`, { headers, agent: false }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    const isCut = await (async () => {
      for await (const chunk of answer) chunks.push(chunk as Buffer)
    })().then(
      () => false,
      () => true,
    )
    return { body: Buffer.concat(chunks).toString('latin1'), isCut }
  }

  test.each([
    ['stored', { 'accept-encoding': 'gzip' }],
    ['unpacked', {}],
  ])('ends without the error in a %s calendar file', async (_form, headers) => {
    await service.replaceTodos([{ title: 'a', deadline_at: '2030-01-01' }])
    const { task_id: id } = await service.createTask()
    await service.finishTask(id)
    const path = `/todos/ical/${id}/result`
    const whole = await download(path, headers)
    expect(whole.isCut).toBe(false)
    await sql`update artifact_part set bytes = substring(bytes from 1 for length(bytes) - 20)`.execute(
      service.db,
    )
    const { body, isCut } = await download(path, headers)
    expect(isCut).toBe(true)
    expect(whole.body.startsWith(body)).toBe(true)
  })

  test('ends without the error in the report of an import', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => `Todo ${n}\n`).join('')
    const { id } = await importFile(`title\n${rows}`)
    const path = `/todos/import/${id}/report`
    const whole = await download(path)
    expect(whole.isCut).toBe(false)
    await sql`update import_report set entries = '"no entries"' where first > 0`.execute(service.db)
    const { body, isCut } = await download(path)
    expect(isCut).toBe(true)
    expect(whole.body.startsWith(body)).toBe(true)
  })
})
