import { type JobCreator, createJobCreator } from '../../core/calendar-jobs/create-job.ts'
import { claimJobs, type ClaimedCalendarJob } from '../../core/calendar-jobs/claim.ts'
import { createJobRoom } from '../../core/calendar-jobs/job-room.ts'
import { finishCalendarJobs, type StagedArtifact } from '../../core/calendar-jobs/finish.ts'
import type { Database } from '../../core/database/db.ts'
import type { Message, Queue } from '../../core/queue/queue.ts'
import type { CalendarJob } from '../../schema/calendar-job.ts'
import { originalCalendarOptions } from '../../schema/calendar-options.ts'
import { localOwner } from '../../schema/owner.ts'
import { openTestDatabase } from './test-database.ts'

export const leaseMs = 30_000
export const resultTtlMs = 3_600_000

export const noJobUpdates = { publish: () => {} }

/** The steps of a job on a real database, with a broker that only records messages. */
export type JobFixture = AsyncDisposable & {
  db: Database['db']
  sent: Message[]
  queue: Queue
  createJob: JobCreator
  newJob: () => Promise<CalendarJob>
  claim: (id: string, worker?: string) => Promise<ClaimedCalendarJob | undefined>
  /** Finishes a claimed job with a file. */
  finish: (job: ClaimedCalendarJob, artifact?: StagedArtifact) => Promise<CalendarJob | undefined>
  /** Lets the lease of a started job expire. */
  expireLease: (id: string) => Promise<void>
  /** Makes a waiting job due now. */
  makeDue: (id: string) => Promise<void>
}

export async function openJobFixture(): Promise<JobFixture> {
  await using opening = new AsyncDisposableStack()
  const { db } = opening.use(await openTestDatabase())
  const sent: Message[] = []
  const queue: Queue = {
    send: async messages => void sent.push(...messages),
    subscribe: () => ({ async [Symbol.asyncDispose]() {} }),
    consume: () => ({ connected: Promise.resolve(), async [Symbol.asyncDispose]() {} }),
    async [Symbol.asyncDispose]() {},
  }
  const createJob = createJobCreator(
    db,
    { send: messages => void sent.push(...messages), async [Symbol.asyncDispose]() {} },
    createJobRoom(db, 0),
    leaseMs,
  )
  const move = async (id: string, columns: object) =>
    void (await db.updateTable('calendar_job').set(columns).where('id', '=', id).execute())
  const past = new Date(Date.now() - 1000)
  const opened = opening.move()
  return {
    db,
    sent,
    queue,
    createJob,
    newJob: () => createJob({ ownerId: localOwner, options: originalCalendarOptions }),
    async claim(id, worker = 'worker') {
      const job = (await claimJobs(db, [id], { worker, leaseMs })).get(id)
      return job?.kind === 'calendar' ? job : undefined
    },
    finish: async (job, artifact = someArtifact()) =>
      (await finishCalendarJobs(db, [{ job, artifact }], resultTtlMs))[0],
    expireLease: id => move(id, { lease_until: past, due_at: past }),
    makeDue: id => move(id, { run_at: past, due_at: past }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** A made-up file, for steps that do not read it. */
export const someArtifact = (changes: Partial<StagedArtifact> = {}): StagedArtifact => ({
  optionsHash: 'options',
  todosRevision: 0,
  generatorVersion: 1,
  sha256: 'sha256',
  bytes: 10,
  gzipBytes: 4,
  total: 3,
  written: 2,
  skipped: { noDeadline: 1, outOfRange: 0, filtered: 0 },
  lastPart: { n: 0, bytes: Buffer.from('gzip') },
  ...changes,
})
