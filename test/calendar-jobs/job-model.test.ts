import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cancelCalendarJob } from '../../core/calendar-jobs/cancel.ts'
import type { ClaimedCalendarJob } from '../../core/calendar-jobs/claim.ts'
import { failAttempt, handBackAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import { getCalendarJob } from '../../core/calendar-jobs/find.ts'
import { renewLeases } from '../../core/calendar-jobs/leases.ts'
import { reportProgress } from '../../core/calendar-jobs/progress.ts'
import { recoverJobs } from '../../core/calendar-jobs/recover-jobs.ts'
import { type CalendarJobState, isTerminal } from '../../schema/calendar-job.ts'
import { localOwner } from '../../schema/owner.ts'
import {
  type JobFixture,
  leaseMs,
  noJobUpdates,
  openJobFixture,
  someArtifact,
} from '../harness/job-fixture.ts'

/** The expected state of a job; `version` rises with each change that a watcher may see. */
type Model = {
  state: CalendarJobState
  version: number
  attempt: number
  failures: number
  isLeaseOver: boolean
}

/** The job in the database, and every claim that a worker ever got: those of lost workers write, too. */
type Real = { fixture: JobFixture; id: string; claims: ClaimedCalendarJob[] }

type Command = fc.AsyncCommand<Model, Real>

const maxFailures = 5

const isWaiting = ({ state }: Model) => state === 'PENDING' || state === 'RETRY'
const holds = (model: Model, claim: ClaimedCalendarJob) =>
  model.state === 'STARTED' && claim.attempt === model.attempt

function change(model: Model, changes: Partial<Model>): void {
  Object.assign(model, { version: model.version + 1 }, changes)
}

function fail(model: Model): void {
  const failures = model.failures + 1
  change(model, { failures, state: failures >= maxFailures ? 'FAILURE' : 'RETRY', isLeaseOver: false })
}

async function expectSame(model: Model, { fixture, id }: Real): Promise<void> {
  const { state, version, attempt } = await getCalendarJob(fixture.db, localOwner, id)
  expect({ state, version, attempt }).toEqual({
    state: model.state,
    version: model.version,
    attempt: model.attempt,
  })
  const published = await fixture.db
    .selectFrom('artifact')
    .select('attempt')
    .where('job_id', '=', id)
    .execute()
  expect(published).toEqual(model.state === 'SUCCESS' ? [{ attempt: model.attempt }] : [])
}

/** @param act changes the model, and the database in the same way */
const command = (name: string, act: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  async run(model, real) {
    await act(model, real)
    await expectSame(model, real)
  },
  toString: () => name,
})

async function claimJob(model: Model, { fixture, id, claims }: Real): Promise<void> {
  if (isWaiting(model)) await fixture.makeDue(id)
  const claimed = await fixture.claim(id, `worker ${claims.length}`)
  expect(claimed !== undefined).toBe(isWaiting(model))
  if (!claimed) return
  claims.push(claimed)
  change(model, { state: 'STARTED', attempt: model.attempt + 1, isLeaseOver: false })
}

/** Every worker that ever had the job can write; only the writes of the current one count. */
const write = (
  name: string,
  act: (real: Real, claim: ClaimedCalendarJob) => Promise<unknown>,
  then: (model: Model) => void,
) =>
  fc.nat(20).map(n =>
    command(`${name} by claim ${n}`, async (model, real) => {
      const by = real.claims[n % real.claims.length]
      if (!by) return
      const isHeld = holds(model, by)
      const written = await act(real, by)
      expect(written !== undefined).toBe(isHeld)
      if (isHeld) then(model)
    }),
  )

const writes = [
  write(
    'progress',
    ({ fixture }, by) => reportProgress(fixture.db, by, { done: 1, total: 2 }),
    model => change(model, {}),
  ),
  write(
    'finish',
    ({ fixture, id }, by) => fixture.finish(by, someArtifact({ optionsHash: id })),
    model => change(model, { state: 'SUCCESS' }),
  ),
  write(
    'failure',
    ({ fixture }, by) => failAttempt(fixture.db, by, { message: 'no luck', isFinal: false }),
    fail,
  ),
  write(
    'bad input',
    ({ fixture }, by) => failAttempt(fixture.db, by, { message: 'bad input', isFinal: true }),
    model => change(model, { state: 'FAILURE' }),
  ),
  write(
    'hand-back',
    ({ fixture }, by) => handBackAttempt(fixture.db, by),
    model => change(model, { state: 'RETRY' }),
  ),
  write(
    'renewal',
    async ({ fixture }, by) => ((await renewLeases(fixture.db, [by], leaseMs)).length === 0 ? by : undefined),
    model => void (model.isLeaseOver = false),
  ),
]

async function cancelJob(model: Model, { fixture, id }: Real): Promise<void> {
  const cancelling = cancelCalendarJob(fixture.db, noJobUpdates, localOwner, id)
  if (isTerminal(model.state)) {
    await expect(cancelling).rejects.toThrow('The job has already finished')
    return
  }
  await cancelling
  change(model, { state: 'REVOKED' })
}

async function loseWorker(model: Model, { fixture, id }: Real): Promise<void> {
  if (model.state !== 'STARTED') return
  await fixture.expireLease(id)
  model.isLeaseOver = true
}

async function sweep(model: Model, { fixture, id }: Real): Promise<void> {
  if (isWaiting(model)) await fixture.makeDue(id)
  const isLost = model.state === 'STARTED' && model.isLeaseOver
  const sentBefore = fixture.sent.length
  await recoverJobs(fixture.db, fixture.queue, leaseMs)
  // With full jitter, the backoff of a lost attempt can be so short that the same sweep sends the job again.
  if (!isLost) expect(fixture.sent.length > sentBefore).toBe(isWaiting(model))
  else fail(model)
}

const steps = [
  command('claim', claimJob),
  command('cancel', cancelJob),
  command('lose the worker', loseWorker),
  command('sweep', sweep),
].map(act => fc.constant(act))

test('behaves like its model in every order of events', async () => {
  await using fixture = await openJobFixture()
  const life = fc.commands([...steps, ...writes, fc.constant(command('claim', claimJob))], {
    maxCommands: 40,
  })
  await fc.assert(
    fc.asyncProperty(life, async commands => {
      const { id } = await fixture.newJob()
      const model: Model = { state: 'PENDING', version: 1, attempt: 0, failures: 0, isLeaseOver: false }
      await fc.asyncModelRun(() => ({ model, real: { fixture, id, claims: [] } }), commands)
      // The next job's sweeps are to find that one alone.
      await fixture.db.deleteFrom('calendar_job').execute()
    }),
    { numRuns: 150 },
  )
})
