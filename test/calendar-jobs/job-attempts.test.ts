import { run } from '../graphql/graphql-requests.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createAttemptFinder } from '../../core/calendar-jobs/attempts.ts'
import { claimJobs } from '../../core/calendar-jobs/claim.ts'
import { failAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import { createClient } from '../../client/create-client.ts'
import { useService } from '../harness/test-service.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/
const naive = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$/

const service = useService({ broker: 'postgres', withWorker: false })

async function query(text: string, variables: object = {}): Promise<Record<string, unknown>> {
  const { data, errors } = await run(service.url, text, variables)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const attemptFields = 'attempts { attempt worker startedAt endedAt error }'

async function claim(id: string, worker: string): Promise<void> {
  await service.db
    .updateTable('calendar_job')
    .set({ run_at: sql`now()` })
    .where('id', '=', id)
    .execute()
  await claimJobs(service.db, [id], { worker, leaseMs: 30_000 })
}

/** Two workers took it: the first failed, the second is at it. */
async function createTaskTakenTwice(): Promise<string> {
  const { task_id: id } = await service.createTask({ name: 'Uni' })
  await claim(id, 'first')
  await failAttempt(service.db, { id, attempt: 1 }, { message: 'the disk is full', isFinal: false })
  await claim(id, 'second')
  return id
}

describe('attempts', () => {
  test('lists the same attempts at every door, in its notation', async () => {
    const id = await createTaskTakenTwice()
    const attempts = [
      {
        attempt: 1,
        worker: 'first',
        startedAt: expect.stringMatching(instant),
        endedAt: expect.stringMatching(instant),
        error: 'the disk is full',
      },
      {
        attempt: 2,
        worker: 'second',
        startedAt: expect.stringMatching(instant),
        endedAt: null,
        error: null,
      },
    ]
    const client = createClient({ url: service.url })
    expect(await client.calendarJobAttempts.query({ id })).toEqual(attempts)
    const { job } = await query(`query ($id: ID!) { job: calendarJob(id: $id) { ${attemptFields} } }`, { id })
    expect(job).toEqual({ attempts })
    const { status, json } = await service.ask(`GET /todos/ical/${id}/attempts`)
    expect(status).toBe(200)
    expect(json).toEqual(
      attempts.map(({ attempt, worker, endedAt, error }) => ({
        attempt,
        worker,
        started_at: expect.stringMatching(naive),
        ended_at: endedAt && expect.stringMatching(naive),
        error,
      })),
    )
  })

  test('lists no attempts before a claim, and rejects an unknown job', async () => {
    const { task_id: id } = await service.createTask()
    const client = createClient({ url: service.url })
    expect(await client.calendarJobAttempts.query({ id })).toEqual([])
    expect((await service.ask(`GET /todos/ical/${id}/attempts`)).json).toEqual([])
    for (const wrong of [unknownId, 'none']) {
      await expect(client.calendarJobAttempts.query({ id: wrong })).rejects.toMatchObject({
        data: { code: 'NOT_FOUND' },
      })
      expect((await service.ask(`GET /todos/ical/${wrong}/attempts`)).status).toBe(404)
    }
  })

  test('reads the attempts of a whole page in one statement', async () => {
    const ids: string[] = []
    while (ids.length < 100) ids.push((await service.createTask()).task_id)
    await claimJobs(service.db, ids, { worker: 'only', leaseMs: 30_000 })
    let statements = 0
    const counted = service.db.withPlugin({
      transformQuery({ node }) {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const found = await Promise.all(ids.map(createAttemptFinder(counted)))
    expect(statements).toBe(1)
    expect(found.map(attempts => attempts.map(({ worker }) => worker))).toEqual(ids.map(() => ['only']))
    const { jobs } = await query(`{ jobs: calendarJobs(first: 100) { nodes { id ${attemptFields} } } }`)
    const { nodes } = jobs as { nodes: { id: string; attempts: unknown[] }[] }
    expect(nodes.map(({ id }) => id)).toEqual(ids.toReversed())
    expect(nodes.every(({ attempts }) => attempts.length === 1)).toBe(true)
  })
})

describe('options of a job', () => {
  const asked = {
    name: 'Uni',
    component: 'both',
    completed: 'exclude',
    from: '2030-01-01T00:00:00Z',
    alarms: [10, 60],
  }
  const complete = {
    ...asked,
    alarms: [60, 10],
    shape: 'start',
    timeZone: 'UTC',
    durationMinutes: 30,
    overdue: 'keep',
    timeForm: 'utc',
    uid: 'global',
  }

  test('returns the options at every door with defaults, ready to be sent again', async () => {
    const { task_id: id } = await service.createTask(asked)
    const { json } = await service.ask(`GET /todos/ical/${id}/status`)
    expect(json).toMatchObject({ options: complete })
    const { options } = await createClient({ url: service.url }).calendarJob.query({ id })
    expect(options).toEqual(complete)
    expect((await service.ask('POST /todos/ical', { json: options })).status).toBe(202)
    const { job } = await query(
      `query ($id: ID!) { job: calendarJob(id: $id) { options {
        component shape timeZone durationMinutes alarms completed from to overdue name color description timeForm uid
      } } }`,
      { id },
    )
    expect(job).toEqual({
      options: {
        ...complete,
        component: 'BOTH',
        completed: 'EXCLUDE',
        shape: 'START',
        overdue: 'KEEP',
        timeForm: 'UTC',
        uid: 'GLOBAL',
        to: null,
        color: null,
        description: null,
      },
    })
  })

  test('fills in defaults for options that an earlier release did not have', async () => {
    const { task_id: id } = await service.createTask()
    await service.db
      .updateTable('calendar_job')
      .set({ options: JSON.stringify({ completed: 'only', timeForm: 'utc', uid: 'global' }) })
      .where('id', '=', id)
      .execute()
    const { options } = await createClient({ url: service.url }).calendarJob.query({ id })
    expect(options).toMatchObject({ completed: 'only', component: 'vevent', durationMinutes: 30 })
  })
})

describe('counts of jobs', () => {
  test('counts jobs by state, without those of feeds', async () => {
    await service.db.deleteFrom('calendar_job').execute()
    const states = { PENDING: 3, STARTED: 2, RETRY: 1, SUCCESS: 5, FAILURE: 4, REVOKED: 6 }
    for (const [state, count] of Object.entries(states)) {
      for (let n = 0; n <= count; n += 1) {
        const { task_id: id } = await service.createTask()
        await sql`
          update calendar_job set
            state = ${state},
            due_at = case when ${state} in ('PENDING', 'STARTED', 'RETRY') then now() + interval '1 hour' end,
            feed_id = case when ${n === count} then gen_random_uuid() end
          where id = ${id}`.execute(service.db)
      }
    }
    const counts = { total: 21, pending: 3, started: 2, retry: 1, success: 5, failure: 4, revoked: 6 }
    expect(await createClient({ url: service.url }).calendarJobCounts.query()).toEqual(counts)
    const data = await query('{ calendarJobCounts { total pending started retry success failure revoked } }')
    expect(data).toEqual({ calendarJobCounts: counts })
    expect((await service.ask('GET /todos/ical/counts')).json).toEqual(counts)
    for (const [state, count] of Object.entries(states)) {
      expect((await service.ask(`GET /todos/ical?state=${state}`)).json).toHaveLength(count)
    }
  })

  test('returns zeros when there are no jobs', async () => {
    await service.db.deleteFrom('calendar_job').execute()
    const counts = await createClient({ url: service.url }).calendarJobCounts.query()
    expect(Object.values(counts)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })
})
