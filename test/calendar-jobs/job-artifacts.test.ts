import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { deleteOrphanedParts, readParts, stagePart } from '../../core/calendar-jobs/artifact-parts.ts'

import type { ClaimedJob } from '../../core/calendar-jobs/claim.ts'
import { finishCalendarJobs } from '../../core/calendar-jobs/finish.ts'
import { getCalendarResult } from '../../core/calendar-jobs/result.ts'
import { reuseArtifacts } from '../../core/calendar-jobs/reuse.ts'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { clean } from '../harness/clean.ts'
import { countReads } from '../harness/count-reads.ts'
import { type JobBench, noFeed, openJobBench, resultTtlMs, someArtifact } from '../harness/job-fixture.ts'

async function startedJob(bench: JobBench): Promise<ClaimedJob> {
  const job = await bench.claim((await bench.newJob()).id)
  if (!job) throw new Error('not claimed')
  return job
}

const settings = { generatorVersion: 1, resultTtlMs }
const reuse = async (bench: JobBench, job: ClaimedJob, optionsHash = 'options') =>
  (await reuseArtifacts(bench.db, [{ job, optionsHash }], settings))[0]

test('two jobs that publish the same file at once share one artifact', async () => {
  await using bench = await openJobBench()
  for (let round = 0; round < 20; round += 1) {
    const artifact = someArtifact({ optionsHash: `options ${round}` })
    const jobs = await Promise.all(Array.from({ length: 4 }, () => startedJob(bench)))
    const finished = await Promise.all(jobs.map(job => bench.finish(job, artifact)))
    expect(finished.map(job => job?.state)).toEqual(Array(4).fill('SUCCESS'))
    const results = await Promise.all(jobs.map(({ id }) => getCalendarResult(bench.db, localOwner, id)))
    expect(new Set(results.map(({ parts }) => parts.id)).size).toBe(1)
  }
  expect(await bench.db.selectFrom('artifact').selectAll().execute()).toHaveLength(20)
})

const fileOf = (n: number) => `file ${n % 2 === 0 ? n : 'of many'}`

test('many jobs end in one statement: each with its own file, those of one file with the same, the lost ones not', async () => {
  await using bench = await openJobBench()
  const jobs = await Promise.all(Array.from({ length: 40 }, () => startedJob(bench)))
  const lost = jobs.filter((_, n) => n % 10 === 9)
  await Promise.all(lost.map(({ id }) => cancelCalendarJob(bench.db, noFeed, localOwner, id)))
  const requests = jobs.map((job, n) => ({
    job,
    artifact: someArtifact({
      optionsHash: fileOf(n),
      total: n,
      lastPart: { n: 0, bytes: Buffer.from(fileOf(n)) },
    }),
  }))
  const finished = await finishCalendarJobs(bench.db, requests, resultTtlMs)
  const readFile = async (id: string) => {
    const { parts, gzipBytes } = await getCalendarResult(bench.db, localOwner, id)
    return Buffer.concat(await Array.fromAsync(readParts(bench.db, parts, gzipBytes))).toString()
  }
  for (const [n, { id }] of jobs.entries()) {
    if (n % 10 === 9) expect(finished[n]).toBeUndefined()
    else {
      expect(finished[n]).toMatchObject({ id, state: 'SUCCESS', version: 3 })
      expect(await readFile(id)).toBe(fileOf(n))
    }
  }
  expect(await bench.db.selectFrom('artifact').selectAll().execute()).toHaveLength(21)
  expect(await bench.db.selectFrom('artifact_part').selectAll().execute()).toHaveLength(21)
  const open = bench.db.selectFrom('calendar_job_attempt').selectAll().where('ended_at', 'is', null)
  expect(await open.execute()).toEqual([])
})

test('a finished file is used again until the todos, the options or the generator change', async () => {
  await using bench = await openJobBench()
  await bench.finish(await startedJob(bench))

  expect(await reuse(bench, await startedJob(bench))).toMatchObject({
    finished: { state: 'SUCCESS', written: 2, progress: { done: 3, total: 3 }, version: 3 },
  })
  expect(await reuse(bench, await startedJob(bench), 'other options')).toEqual({ todosRevision: 0 })
  const job = await startedJob(bench)
  const newer = await reuseArtifacts(bench.db, [{ job, optionsHash: 'options' }], {
    ...settings,
    generatorVersion: 2,
  })
  expect(newer).toEqual([{ todosRevision: 0 }])
  await createTodo(bench.db, localOwner, { title: 'one more' })
  expect(await reuse(bench, await startedJob(bench))).toEqual({ todosRevision: 1 })
})

test('a claim says of which revision the todos are, and whether any file of it may be used again', async () => {
  await using bench = await openJobBench()
  const first = await startedJob(bench)
  expect(first).toMatchObject({ todosRevision: 0, mayReuse: false })
  await bench.finish(first)
  expect(await startedJob(bench)).toMatchObject({ todosRevision: 0, mayReuse: true })
  await createTodo(bench.db, localOwner, { title: 'one more' })
  expect(await startedJob(bench)).toMatchObject({ todosRevision: 1, mayReuse: false })
  await sql`insert into owner (id, todos_revision) values ('other', 0)`.execute(bench.db)
  const { id } = await bench.newJob()
  await sql`update calendar_job set owner_id = 'other' where id = ${id}`.execute(bench.db)
  expect(await bench.claim(id)).toMatchObject({ ownerId: 'other', mayReuse: false })
})

test('using a file again gives it its full time again', async () => {
  await using bench = await openJobBench()
  await bench.finish(await startedJob(bench))
  const soon = new Date(Date.now() + 60_000)
  await bench.db.updateTable('artifact').set({ expires_at: soon }).execute()
  expect(await reuse(bench, await startedJob(bench))).toHaveProperty('finished')
  const { expires_at } = await bench.db.selectFrom('artifact').select('expires_at').executeTakeFirstOrThrow()
  expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + resultTtlMs / 2)
})

test('an expired file answers gone, its parts are deleted, and its job does not change', async () => {
  await using bench = await openJobBench()
  const job = await startedJob(bench)
  const before = await bench.finish(job)
  await bench.db
    .updateTable('artifact')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute()
  await expect(getCalendarResult(bench.db, localOwner, job.id)).rejects.toMatchObject({ code: 'gone' })
  await clean(bench.db)
  // A download that has begun may still read for an hour.
  expect(await bench.db.selectFrom('artifact_part').selectAll().execute()).toHaveLength(1)

  await bench.db
    .updateTable('artifact')
    .set({ expires_at: new Date(0) })
    .execute()
  await clean(bench.db)
  expect(await bench.db.selectFrom('artifact').selectAll().execute()).toEqual([])
  expect(await bench.db.selectFrom('artifact_part').selectAll().execute()).toEqual([])
  await expect(getCalendarResult(bench.db, localOwner, job.id)).rejects.toMatchObject({ code: 'gone' })
  const { version } = await bench.db.selectFrom('calendar_job').select('version').executeTakeFirstOrThrow()
  expect(version).toBe(before?.version)
})

test('only parts that are neither published nor being staged are orphans', async () => {
  await using bench = await openJobBench()
  const [published, staging, lost] = [
    await startedJob(bench),
    await startedJob(bench),
    await startedJob(bench),
  ]
  await Promise.all([published, staging, lost].map(job => stagePart(bench.db, job, 0, Buffer.from('part'))))
  await bench.finish(published, someArtifact({ lastPart: { n: 1, bytes: Buffer.from('last') } }))
  await bench.db
    .updateTable('calendar_job')
    .set({ state: 'REVOKED', due_at: null })
    .where('id', '=', lost.id)
    .execute()
  await deleteOrphanedParts(bench.db, 10)
  const left = await bench.db.selectFrom('artifact_part').select(['job_id', 'n']).orderBy('n').execute()
  expect(left.map(part => part.job_id).toSorted()).toEqual(
    [published.id, published.id, staging.id].toSorted(),
  )
})

const readStaged = async (bench: JobBench) => [
  await bench.db.selectFrom('artifact_part').selectAll().execute(),
  await bench.db.selectFrom('artifact_staging').selectAll().execute(),
]

test('an attempt that lost its job stages nothing', async () => {
  await using bench = await openJobBench()
  const job = await startedJob(bench)
  await stagePart(bench.db, job, 0, Buffer.from('part'))
  await cancelCalendarJob(bench.db, noFeed, localOwner, job.id)
  await deleteOrphanedParts(bench.db, 10)
  await stagePart(bench.db, job, 1, Buffer.from('part'))
  await stagePart(bench.db, { ...job, attempt: 2 }, 0, Buffer.from('part'))
  expect(await readStaged(bench)).toEqual([[], []])
})

test('an attempt that finds its file published leaves no parts', async () => {
  await using bench = await openJobBench()
  const [first, second] = [await startedJob(bench), await startedJob(bench)]
  await stagePart(bench.db, second, 0, Buffer.from('part'))
  await bench.finish(first)
  await bench.finish(second, someArtifact({ lastPart: { n: 1, bytes: Buffer.from('last') } }))
  await deleteOrphanedParts(bench.db, 10)
  expect(await readStaged(bench)).toEqual([[expect.objectContaining({ job_id: first.id })], []])
})

test('orphaned parts and expired files are found by index among thousands', async () => {
  await using bench = await openJobBench()
  const lost = await startedJob(bench)
  await stagePart(bench.db, lost, 0, Buffer.from('part'))
  await cancelCalendarJob(bench.db, noFeed, localOwner, lost.id)
  await sql`
    with made as (
      insert into artifact (
        owner_id, options_hash, todos_revision, generator_version, job_id, attempt, sha256, bytes, gzip_bytes,
        total, written, skipped, expires_at
      )
      select ${localOwner}, n, 0, 1, gen_random_uuid(), 1, '', 1, 1, 1, 1, '{}',
        now() + make_interval(hours => case when n <= 10 then -2 else 2 end)
      from generate_series(1, 5000) n returning job_id, attempt
    )
    insert into artifact_part (job_id, attempt, n, bytes) select job_id, attempt, 0, 'x' from made`.execute(
    bench.db,
  )
  await sql`analyze artifact, artifact_part, artifact_staging, calendar_job`.execute(bench.db)
  expect((await countReads(bench.db, 'artifact_part', clean)).sequential).toBe(0)
  const { parts } = await bench.db
    .selectFrom('artifact_part')
    .select(({ fn }) => fn.countAll<number>().as('parts'))
    .executeTakeFirstOrThrow()
  expect(parts).toBe(4990)
})
