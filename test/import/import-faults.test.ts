import { request } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { claimJobs, type ClaimedImportJob } from '../../core/calendar-jobs/claim.ts'
import { createJobRoom } from '../../core/calendar-jobs/job-room.ts'
import { createId } from '../../core/create-id.ts'
import { openDatabase } from '../../core/database/db.ts'
import { createImportCreator } from '../../core/import-jobs/create-import.ts'
import { importBatch, ImportLost } from '../../core/import-jobs/import-batch.ts'
import { deleteOldImportFiles, storeImportFile } from '../../core/import-jobs/import-file.ts'
import { noCounts } from '../../schema/import-job.ts'
import { localOwner } from '../../schema/owner.ts'
import { openProxy } from '../chaos/proxy.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { startTestService, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import { todosOf, readAll } from './read-all.ts'

const service = useService({ broker: 'postgres', withWorker: false })

type Import = { id: string; state: string; attempt: number; counts: Record<string, number> }

const rows = (count: number, from = 0): string =>
  Array.from(
    { length: count },
    (_, n) => `u${from + n},Todo ${from + n},Bring the laptop,2030-01-02,,\n`,
  ).join('')
const header = 'uid,title,description,due,list,tags\n'

const uploadTo = async (to: typeof service, body: string) =>
  (await to.ask('POST /todos/import', { body })).json as Import

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024, 'x')
}

describe('an attempt', () => {
  test('that has lost its job writes nothing', async () => {
    const { id } = await uploadTo(service, header + rows(3))
    const claim = async () => {
      const job = (await claimJobs(service.db, [id], { worker: 'w', leaseMs: 30_000 })).get(id)
      if (job?.kind !== 'import') throw new Error('the import was not claimed')
      return job
    }
    const lost = await claim()
    await service.db
      .updateTable('calendar_job')
      .set({ state: 'RETRY', lease_until: null })
      .where('id', '=', id)
      .execute()
    const next = await claim()
    const entries = await readAll(header + rows(3))
    const batch = { entries, counts: noCounts, done: 1 }
    await expect(importBatch(service.db, lost, batch)).rejects.toThrow(ImportLost)
    expect(await service.db.selectFrom('todo').select('id').execute()).toEqual([])
    const job = await importBatch(service.db, next, batch)
    expect(job.counts).toMatchObject({ created: todosOf(entries).length })
    expect(await service.db.selectFrom('import_report').select('first').execute()).toEqual([{ first: 0 }])
  })
})

test('an import in progress shows how much of its file has been read', async () => {
  const file = header + rows(3)
  const { id } = await uploadTo(service, file)
  const job = (await claimJobs(service.db, [id], { worker: 'w', leaseMs: 30_000 })).get(id)
  const total = Buffer.byteLength(file)
  const readProgress = async () =>
    ((await service.ask(`GET /todos/import/${id}`)).json as { progress: unknown }).progress
  expect(await readProgress()).toEqual({ done: 0, total, percent: 0 })
  const batch = { entries: await readAll(file), counts: noCounts, done: total / 2 }
  await importBatch(service.db, job as ClaimedImportJob, batch)
  expect(await readProgress()).toEqual({ done: total / 2, total, percent: 50 })
})

describe('a file', () => {
  test('over the limit is refused, and none of it is kept', async () => {
    const file = { id: '01a2072b-f003-77dd-8cc8-4eb7c38beb8d', ownerId: localOwner }
    await expect(storeImportFile(service.db, file, endless(), 1024 * 1024)).rejects.toThrow(
      'at most 1048576 bytes',
    )
    expect(
      await service.db.selectFrom('import_file').select('id').where('id', '=', file.id).execute(),
    ).toEqual([])
  })

  test('with an interrupted upload is not kept', async () => {
    const count = async () => (await service.db.selectFrom('import_file').select('id').execute()).length
    const before = await count()
    const { hostname, port } = new URL(service.url)
    const upload = request({ hostname, port, method: 'POST', path: '/api/v1/todos/import' })
    upload.on('error', () => {})
    upload.write('title\n')
    await waitFor('the file', async () => (await count()) === before + 1)
    upload.destroy()
    await waitFor('its end', async () => (await count()) === before)
  })

  test('is kept when the answer to the creation of its import is lost', async () => {
    await using proxy = await openProxy(service.env.DATABASE_URL ?? '')
    await using own = openDatabase(proxy.url, { name: 'test', maxConnections: 2 })
    const enqueuer = { send: () => {}, async [Symbol.asyncDispose]() {} }
    const createImport = createImportCreator(own.db, enqueuer, createJobRoom(own.db, 0), 30_000)
    const id = createId()
    const bytes = Readable.from([Buffer.from(header + rows(1))])
    const file = await storeImportFile(own.db, { id, ownerId: localOwner }, bytes)
    proxy.setTrap({ mark: 'commit', when: 'after', spring: proxy.cut })
    await expect(createImport({ ownerId: localOwner, file, options: { dryRun: false } })).rejects.toThrow()
    const stored = service.db
      .selectFrom('calendar_job')
      .innerJoin('import_file as file', 'file.id', 'calendar_job.id')
    expect(await stored.select('file.id').where('file.id', '=', id).execute()).toEqual([{ id }])
  })

  test('is deleted after a day, unless its import has not run yet', async () => {
    const { id } = await uploadTo(service, header + rows(1))
    await service.db.updateTable('import_file').set({ created_at: '2020-01-01T00:00:00Z' }).execute()
    const exists = async () =>
      (await service.db.selectFrom('import_file').select('id').where('id', '=', id).execute()).length === 1
    await deleteOldImportFiles(service.db, 10)
    expect(await exists()).toBe(true)
    await service.ask(`DELETE /todos/import/${id}`)
    await deleteOldImportFiles(service.db, 10)
    expect(await exists()).toBe(false)
  })
})

test(
  'continues an import after its worker was killed, and changes nothing when it is repeated',
  { timeout: 180_000 },
  async () => {
    // Long enough that a busy machine does not take it from a worker that is alive.
    const leaseSeconds = '10'
    await using own = await startTestService({
      broker: 'postgres',
      withWorker: false,
      env: { LEASE_SECONDS: leaseSeconds },
    })
    const body = header + rows(30_000)
    const { id } = await uploadTo(own, body)
    const read = async () => (await own.ask(`GET /todos/import/${id}`)).json as Import
    const startWorker = () => spawnMain('worker', { ...own.surroundings, LEASE_SECONDS: leaseSeconds })
    {
      await using worker = startWorker()
      await waitFor('a part of the import', async () => ((await read()).counts['created'] ?? 0) > 500, 60_000)
      await worker.kill()
    }
    const interrupted = await read()
    expect(interrupted.state).toBe('STARTED')
    await using _worker = startWorker()
    const finished = await waitFor(
      'the end',
      async () => {
        const job = await read()
        return job.state === 'SUCCESS' && job
      },
      120_000,
    )
    expect(finished).toMatchObject({
      attempt: 2,
      counts: { created: 30_000, changed: 0, unchanged: 0, skipped: 0 },
    })
    const { text } = await own.ask(`GET /todos/import/${id}/report`)
    const lines = text
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { line: number }).line)
    expect(lines).toEqual(Array.from({ length: 30_000 }, (_, n) => n + 2))
    const again = await uploadTo(own, body)
    const second = await waitFor(
      'the second end',
      async () => {
        const job = (await own.ask(`GET /todos/import/${again.id}`)).json as Import
        return job.state === 'SUCCESS' && job
      },
      120_000,
    )
    expect(second.counts).toMatchObject({ created: 0, changed: 0, unchanged: 30_000 })
  },
)
