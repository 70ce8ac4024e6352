import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { deleteOrphanedParts, readParts, stagePart } from '../../core/calendar-jobs/artifact-parts.ts'

import type { ClaimedCalendarJob } from '../../core/calendar-jobs/claim.ts'
import { finishCalendarJobs } from '../../core/calendar-jobs/finish.ts'
import { getCalendarResult } from '../../core/calendar-jobs/result.ts'
import { reuseArtifacts } from '../../core/calendar-jobs/reuse.ts'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import { createTodo } from '../../core/todos/create-todo.ts'
import { localOwner } from '../../schema/owner.ts'
import { clean } from '../harness/clean.ts'
import { countReads } from '../harness/count-reads.ts'
import {
  type JobFixture,
  noJobUpdates,
  openJobFixture,
  resultTtlMs,
  someArtifact,
} from '../harness/job-fixture.ts'

async function startedJob(fixture: JobFixture): Promise<ClaimedCalendarJob> {
  const job = await fixture.claim((await fixture.newJob()).id)
  if (!job) throw new Error('not claimed')
  return job
}

const settings = { generatorVersion: 1, resultTtlMs }
const reuse = async (fixture: JobFixture, job: ClaimedCalendarJob, optionsHash = 'options') =>
  (await reuseArtifacts(fixture.db, [{ job, optionsHash }], settings))[0]

test('shares one artifact between two jobs that publish the same file at once', async () => {
  await using fixture = await openJobFixture()
  for (let round = 0; round < 20; round += 1) {
    const artifact = someArtifact({ optionsHash: `options ${round}` })
    const jobs = await Promise.all(Array.from({ length: 4 }, () => startedJob(fixture)))
    const finished = await Promise.all(jobs.map(job => fixture.finish(job, artifact)))
    expect(finished.map(job => job?.state)).toEqual(Array(4).fill('SUCCESS'))
    const results = await Promise.all(jobs.map(({ id }) => getCalendarResult(fixture.db, localOwner, id)))
    expect(new Set(results.map(({ parts }) => parts.id)).size).toBe(1)
  }
  expect(await fixture.db.selectFrom('artifact').selectAll().execute()).toHaveLength(20)
})

const fileOf = (n: number) => `file ${n % 2 === 0 ? n : 'of many'}`

test('finishes many jobs in one statement, sharing equal files and skipping lost jobs', async () => {
  await using fixture = await openJobFixture()
  const jobs = await Promise.all(Array.from({ length: 40 }, () => startedJob(fixture)))
  const lost = jobs.filter((_, n) => n % 10 === 9)
  await Promise.all(lost.map(({ id }) => cancelCalendarJob(fixture.db, noJobUpdates, localOwner, id)))
  const requests = jobs.map((job, n) => ({
    job,
    artifact: someArtifact({
      optionsHash: fileOf(n),
      total: n,
      lastPart: { n: 0, bytes: Buffer.from(fileOf(n)) },
    }),
  }))
  const finished = await finishCalendarJobs(fixture.db, requests, resultTtlMs)
  const readFile = async (id: string) => {
    const { parts, gzipBytes } = await getCalendarResult(fixture.db, localOwner, id)
    return Buffer.concat(await Array.fromAsync(readParts(fixture.db, parts, gzipBytes))).toString()
  }
  for (const [n, { id }] of jobs.entries()) {
    if (n % 10 === 9) expect(finished[n]).toBeUndefined()
    else {
      expect(finished[n]).toMatchObject({ id, state: 'SUCCESS', version: 3 })
      expect(await readFile(id)).toBe(fileOf(n))
    }
  }
  expect(await fixture.db.selectFrom('artifact').selectAll().execute()).toHaveLength(21)
  expect(await fixture.db.selectFrom('artifact_part').selectAll().execute()).toHaveLength(21)
  const open = fixture.db.selectFrom('calendar_job_attempt').selectAll().where('ended_at', 'is', null)
  expect(await open.execute()).toEqual([])
})

test('reuses a file until the todos, the options or the generator change', async () => {
  await using fixture = await openJobFixture()
  await fixture.finish(await startedJob(fixture))

  expect(await reuse(fixture, await startedJob(fixture))).toMatchObject({
    finished: { state: 'SUCCESS', written: 2, progress: { done: 3, total: 3 }, version: 3 },
  })
  expect(await reuse(fixture, await startedJob(fixture), 'other options')).toEqual({ todosRevision: 0 })
  const job = await startedJob(fixture)
  const newer = await reuseArtifacts(fixture.db, [{ job, optionsHash: 'options' }], {
    ...settings,
    generatorVersion: 2,
  })
  expect(newer).toEqual([{ todosRevision: 0 }])
  await createTodo(fixture.db, localOwner, { title: 'one more' })
  expect(await reuse(fixture, await startedJob(fixture))).toEqual({ todosRevision: 1 })
})

test('returns the revision of the todos with a claim, and whether any file of it exists', async () => {
  await using fixture = await openJobFixture()
  const first = await startedJob(fixture)
  expect(first).toMatchObject({ todosRevision: 0, mayReuse: false })
  await fixture.finish(first)
  expect(await startedJob(fixture)).toMatchObject({ todosRevision: 0, mayReuse: true })
  await createTodo(fixture.db, localOwner, { title: 'one more' })
  expect(await startedJob(fixture)).toMatchObject({ todosRevision: 1, mayReuse: false })
  await sql`insert into owner (id, todos_revision) values ('other', 0)`.execute(fixture.db)
  const { id } = await fixture.newJob()
  await sql`update calendar_job set owner_id = 'other' where id = ${id}`.execute(fixture.db)
  expect(await fixture.claim(id)).toMatchObject({ ownerId: 'other', mayReuse: false })
})

test('extends a reused file to its full lifetime', async () => {
  await using fixture = await openJobFixture()
  await fixture.finish(await startedJob(fixture))
  const soon = new Date(Date.now() + 60_000)
  await fixture.db.updateTable('artifact').set({ expires_at: soon }).execute()
  expect(await reuse(fixture, await startedJob(fixture))).toHaveProperty('finished')
  const { expires_at } = await fixture.db
    .selectFrom('artifact')
    .select('expires_at')
    .executeTakeFirstOrThrow()
  expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + resultTtlMs / 2)
})

test('rejects an expired file as gone, deletes its parts, and leaves its job unchanged', async () => {
  await using fixture = await openJobFixture()
  const job = await startedJob(fixture)
  const before = await fixture.finish(job)
  await fixture.db
    .updateTable('artifact')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute()
  await expect(getCalendarResult(fixture.db, localOwner, job.id)).rejects.toMatchObject({ code: 'gone' })
  await clean(fixture.db)
  // A download that has begun may still read for an hour.
  expect(await fixture.db.selectFrom('artifact_part').selectAll().execute()).toHaveLength(1)

  await fixture.db
    .updateTable('artifact')
    .set({ expires_at: new Date(0) })
    .execute()
  await clean(fixture.db)
  expect(await fixture.db.selectFrom('artifact').selectAll().execute()).toEqual([])
  expect(await fixture.db.selectFrom('artifact_part').selectAll().execute()).toEqual([])
  await expect(getCalendarResult(fixture.db, localOwner, job.id)).rejects.toMatchObject({ code: 'gone' })
  const { version } = await fixture.db.selectFrom('calendar_job').select('version').executeTakeFirstOrThrow()
  expect(version).toBe(before?.version)
})

test('deletes only parts that are neither published nor being staged', async () => {
  await using fixture = await openJobFixture()
  const [published, staging, lost] = [
    await startedJob(fixture),
    await startedJob(fixture),
    await startedJob(fixture),
  ]
  await Promise.all([published, staging, lost].map(job => stagePart(fixture.db, job, 0, Buffer.from('part'))))
  await fixture.finish(published, someArtifact({ lastPart: { n: 1, bytes: Buffer.from('last') } }))
  await fixture.db
    .updateTable('calendar_job')
    .set({ state: 'REVOKED', due_at: null })
    .where('id', '=', lost.id)
    .execute()
  await deleteOrphanedParts(fixture.db, 10)
  const left = await fixture.db.selectFrom('artifact_part').select(['job_id', 'n']).orderBy('n').execute()
  expect(left.map(part => part.job_id).toSorted()).toEqual(
    [published.id, published.id, staging.id].toSorted(),
  )
})

const readStaged = async (fixture: JobFixture) => [
  await fixture.db.selectFrom('artifact_part').selectAll().execute(),
  await fixture.db.selectFrom('artifact_staging').selectAll().execute(),
]

test('stages nothing for an attempt that lost its job', async () => {
  await using fixture = await openJobFixture()
  const job = await startedJob(fixture)
  await stagePart(fixture.db, job, 0, Buffer.from('part'))
  await cancelCalendarJob(fixture.db, noJobUpdates, localOwner, job.id)
  await deleteOrphanedParts(fixture.db, 10)
  await stagePart(fixture.db, job, 1, Buffer.from('part'))
  await stagePart(fixture.db, { ...job, attempt: 2 }, 0, Buffer.from('part'))
  expect(await readStaged(fixture)).toEqual([[], []])
})

test('leaves no parts of an attempt whose file was already published', async () => {
  await using fixture = await openJobFixture()
  const [first, second] = [await startedJob(fixture), await startedJob(fixture)]
  await stagePart(fixture.db, second, 0, Buffer.from('part'))
  await fixture.finish(first)
  await fixture.finish(second, someArtifact({ lastPart: { n: 1, bytes: Buffer.from('last') } }))
  await deleteOrphanedParts(fixture.db, 10)
  expect(await readStaged(fixture)).toEqual([[expect.objectContaining({ job_id: first.id })], []])
})

test('finds orphaned parts and expired files by index among thousands', async () => {
  await using fixture = await openJobFixture()
  const lost = await startedJob(fixture)
  await stagePart(fixture.db, lost, 0, Buffer.from('part'))
  await cancelCalendarJob(fixture.db, noJobUpdates, localOwner, lost.id)
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
    fixture.db,
  )
  await sql`analyze artifact, artifact_part, artifact_staging, calendar_job`.execute(fixture.db)
  expect((await countReads(fixture.db, 'artifact_part', clean)).sequential).toBe(0)
  const { parts } = await fixture.db
    .selectFrom('artifact_part')
    .select(({ fn }) => fn.countAll<number>().as('parts'))
    .executeTakeFirstOrThrow()
  expect(parts).toBe(4990)
})
