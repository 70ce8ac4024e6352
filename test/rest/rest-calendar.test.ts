import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { checkCalendar } from '../calendar-file/calendar-checker.ts'
import { brokers, startTestService, type Task, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const run = promisify(execFile)
const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
const naiveTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$/)
const unknownIds = [
  '01a20732-f700-74bb-add7-f3156a620beb',
  'x',
  '1',
  '%00',
  "'",
  'undefined',
  'a'.repeat(500),
]

const proposal = {
  title: 'Project Proposal',
  description: 'CSSE6400 Project Proposal Due',
  deadline_at: '2023-04-03T14:00:00',
}

const badOptions: [options: object, error: string | RegExp][] = [
  [{ extra: 1 }, /"extra"/],
  [{ completed: 'maybe', extra: 1 }, /"extra"/],
  [{ completedMark: false }, /"completedMark"/],
  [{ ['x'.repeat(10_000)]: 1 }, /^.{20,200}$/],
  [{ completed: 'maybe' }, /^completed\b/],
  [{ completed: true }, /^completed\b/],
  [{ from: 'x' }, /^from\b/],
  [{ to: 5 }, /^to\b/],
  [{ from: '2030-01-02', to: '2030-01-01' }, /^from\b/],
  [{ from: '2030-01-02', to: '2030-01-02' }, /^from\b/],
  [{ priority: 'bad' }, 'priority: must be one of none, low, medium, high'],
  [{ priority: ['high', 'bad'] }, 'priority: must be one of none, low, medium, high'],
  [{ list: true }, 'list: must be the id or the name of a list'],
  [{ tag: [5] }, 'tag: must be a string'],
  [{ name: 5 }, /^name\b/],
  [{ name: 'x'.repeat(256) }, /^name\b/],
  [{ name: 'a\0b' }, /^name\b/],
  [{ timeForm: 'local' }, /^timeForm\b/],
  [{ uid: 'none' }, /^uid\b/],
]

describe.each(brokers)('calendars on %s', broker => {
  const service = useService({ broker })

  async function readFile(options?: object, { createTask, finishTask, ask } = service): Promise<string> {
    const { task_id: id } = await createTask(options)
    expect(await finishTask(id)).toMatchObject({ task_status: 'SUCCESS' })
    return (await ask(`GET /todos/ical/${id}/result`)).text
  }
  const readStatus = async (id: string, { ask } = service) =>
    (await ask(`GET /todos/ical/${id}/status`)).json as Task

  test('accepts a task and returns its id and the URL of its status', async () => {
    const { status, headers, json } = await service.ask('POST /todos/ical')
    expect([status, headers['content-type']]).toEqual([202, 'application/json'])
    const { task_id: id } = json as { task_id: string }
    expect(json).toEqual({ task_id: uuid, task_url: `${service.url}/api/v1/todos/ical/${id}/status` })
  })

  test('accepts a request of curl without a body and content type', async () => {
    const url = `${service.url}/api/v1/todos/ical`
    const accepted = await run('curl', ['-sS', '-X', 'POST', url])
    expect(JSON.parse(accepted.stdout)).toHaveProperty('task_id')
    const retried = await run('curl', ['-sS', '-X', 'POST', `${url}/${unknownIds[0]}/retry`])
    expect(JSON.parse(retried.stdout)).toEqual({ error: 'Task not found' })
  })

  test('generates the example of the course', async () => {
    await using fresh = await startTestService({ broker })
    await fresh.createTodo(proposal)
    const file = await readFile(undefined, fresh)
    expect(checkCalendar(file)).toEqual([])
    const [head, event] = file.split('BEGIN:VEVENT\r\n')
    expect(head).toBe('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Taskoverflow Calendar//mxm.dk//\r\n')
    expect(event?.split('\r\n')).toEqual(
      expect.arrayContaining([
        'SUMMARY:Project Proposal',
        'DTSTART:20230403T140000',
        'UID:1',
        'DESCRIPTION:CSSE6400 Project Proposal Due',
      ]),
    )
  })

  test.for([
    ['no body', {}],
    ['an empty body', { body: '', headers: { 'content-type': 'application/json' } }],
    ['{}', { json: {} }],
    ['{ } with spaces', { body: ' { } ', headers: { 'content-type': 'application/json' } }],
  ] as const)('generates the original’s file for %s', async ([, question]) => {
    await service.replaceTodos([])
    const ids = []
    for (const [day, completed] of [
      [1, false],
      [2, true],
      [3, false],
    ] as const)
      ids.push((await service.createTodo({ title: `t${day}`, completed, deadline_at: `2030-01-0${day}` })).id)
    await service.createTodo({ title: 'no deadline' })
    const { task_id: id } = (await service.ask('POST /todos/ical', question)).json as { task_id: string }
    await service.finishTask(id)
    const { text } = await service.ask(`GET /todos/ical/${id}/result`)
    expect(checkCalendar(text)).toEqual([])
    expect(text.match(/^UID:.*(?=\r)/gm)).toEqual(ids.toReversed().map(id => `UID:${id}`))
    expect(text.match(/^SUMMARY:.*(?=\r)/gm)).toEqual(['SUMMARY:t3', 'SUMMARY:t2', 'SUMMARY:t1'])
    expect(text.match(/^DTSTART:.*(?=\r)/gm)).toEqual([3, 2, 1].map(day => `DTSTART:2030010${day}T000000`))
    expect(text).not.toMatch(/DESCRIPTION/)
  })

  test.for([{ completed: 'include' }, { timeForm: 'utc' }, { uid: 'global' }, { name: 'Todos' }])(
    'turns the improved defaults on with the option %j',
    async options => {
      await service.replaceTodos([{ title: 'x', completed: true, deadline_at: '2023-04-03T14:00:00Z' }])
      const file = await readFile(options)
      expect(checkCalendar(file)).toEqual([])
      expect(file).toMatch(/^DTSTART:20230403T140000Z\r$/m)
      expect(file).toMatch(/^UID:[0-9a-f]{8}-[0-9a-f-]{27}\r$/m)
      expect(file).toMatch(/^SUMMARY:✔ x\r$/m)
    },
  )

  test('selects the todos and the form by options', async () => {
    await service.replaceTodos([
      { title: 'early', deadline_at: '2029-12-31T23:59:59Z' },
      { title: 'first', deadline_at: '2030-01-01T00:00:00Z', completed: true },
      { title: 'open', deadline_at: '2030-01-01T12:00:00Z' },
      { title: 'late', deadline_at: '2030-01-02T00:00:00Z' },
      { title: 'undated' },
    ])
    const range = { from: '2030-01-01', to: '2030-01-02T02:00+02:00' }
    const { task_id: id } = await service.createTask({ ...range, completed: 'exclude', timeForm: 'floating' })
    const { written, skipped, progress } = await service.finishTask(id)
    expect({ written, skipped, progress }).toEqual({
      written: 1,
      skipped: { no_deadline: 1, out_of_range: 2, filtered: 1 },
      progress: { done: 5, total: 5 },
    })
    const { text } = await service.ask(`GET /todos/ical/${id}/result`)
    expect(text.match(/^(SUMMARY|DTSTART):.*(?=\r)/gm)?.sort()).toEqual([
      'DTSTART:20300101T120000',
      'SUMMARY:open',
    ])
  })

  test.for(badOptions)('rejects the options %j: %s', async ([options, error]) => {
    const { status, json } = await service.ask('POST /todos/ical', { json: options })
    const expected = typeof error === 'string' ? error : expect.stringMatching(error)
    expect([status, json]).toEqual([400, { error: expected }])
  })

  test('uses the list at the time when the worker starts', async () => {
    await using waiting = await startTestService({ broker, withWorker: false })
    await waiting.createTodo(proposal)
    const { task_id: id } = await waiting.createTask()
    await waiting.createTodo({ ...proposal, title: 'Posted later' })
    await using _worker = await waiting.startWorker()
    expect(await waiting.finishTask(id)).toMatchObject({ written: 2 })
  })

  test('returns everything about a finished task in its status', async () => {
    await service.replaceTodos([{ title: 'x', deadline_at: '2030-01-01T00:00:00Z' }, { title: 'y' }])
    const { task_id: id, task_url: url } = await service.createTask()
    const task = await service.finishTask(id)
    expect(task).toEqual({
      task_id: id,
      task_status: 'SUCCESS',
      result_url: url.replace(/status$/, 'result'),
      state: 'SUCCESS',
      progress: { done: 2, total: 2 },
      attempt: 1,
      written: 1,
      skipped: { no_deadline: 1, out_of_range: 0, filtered: 0 },
      error: null,
      next_attempt_at: null,
      retry_of: null,
      options: {
        component: 'vevent',
        shape: 'start',
        timeZone: 'UTC',
        durationMinutes: 30,
        alarms: [],
        completed: 'include',
        overdue: 'keep',
        timeForm: 'floating',
        uid: 'id',
      },
      created_at: naiveTime,
      started_at: naiveTime,
      finished_at: naiveTime,
    })
  })

  test('reports PENDING until the task is finished, so that a loop while PENDING works', async () => {
    await using busy = await startTestService({ broker, env: { SIMULATED_WORK_SECONDS: '0.5' } })
    await busy.createTodo(proposal)
    const { task_id: id } = await busy.createTask()
    const seen = new Set<string>()
    await waitFor('SUCCESS', async () => {
      const { task_status: word, state } = await readStatus(id, busy)
      seen.add(`${word} ${state}`)
      return word !== 'PENDING'
    })
    expect([...seen]).toEqual(expect.arrayContaining(['PENDING STARTED', 'SUCCESS SUCCESS']))
    expect([...seen].filter(words => !/^PENDING (PENDING|STARTED)$/.test(words))).toEqual(['SUCCESS SUCCESS'])
  })

  test.for(unknownIds)('finds no task with the id %s', async id => {
    for (const line of [`GET {}/status`, 'GET {}/result', 'DELETE {}', 'POST {}/retry']) {
      const { status, json } = await service.ask(line.replace('{}', `/todos/ical/${id}`))
      expect([line, status, json]).toEqual([line, 404, { error: expect.any(String) }])
    }
  })
})
