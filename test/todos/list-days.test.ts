import { expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { startTestService } from '../harness/test-service.ts'

const zones = ['Pacific/Kiritimati', 'Australia/Sydney', 'UTC', 'America/New_York', 'Pacific/Niue']

test('counts each day in a time zone, and lists its first todos, open ones first', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const client = createClient(service)
  const done = { completed: true, completed_at: '2026-11-01T00:00:00Z' }
  await service.replaceTodos([
    { title: 'before midnight', deadline_at: '2026-11-26T04:59:59.999Z' },
    { title: 'midnight', deadline_at: '2026-11-26T05:00:00Z' },
    { title: 'done', deadline_at: '2026-11-26T06:00:00Z', ...done },
    { title: 'evening', deadline_at: '2026-11-27T01:00:00Z', priority: 3 },
    { title: 'some time', deadline_on: '2026-11-26' },
    { title: 'next day', deadline_at: '2026-11-27T05:00:00Z' },
    { title: 'no deadline' },
  ])
  const query = { from: '2026-11-25', days: 2, timeZone: 'America/New_York' }
  const days = await client.todoDays.query({ ...query, first: 4 })
  expect(
    days.map(({ day, total, open, todos }) => [day, total, open, todos.map(({ title }) => title)]),
  ).toEqual([
    ['2026-11-25', 1, 1, ['before midnight']],
    ['2026-11-26', 4, 3, ['some time', 'midnight', 'evening', 'done']],
  ])
  expect(days[1]?.todos[2]).toEqual({
    id: expect.any(Number),
    title: 'evening',
    completed: false,
    deadlineAt: '2026-11-27T01:00:00Z',
    deadlineOn: null,
    dueAt: '2026-11-27T01:00:00Z',
    listId: expect.any(Number),
    priority: 'high',
  })
  const high = await client.todoDays.query({ ...query, first: 4, filter: 'p:high is:open' })
  expect(high.map(({ day, total, todos }) => [day, total, todos[0]?.title])).toEqual([
    ['2026-11-26', 1, 'evening'],
  ])
  const [, short] = await client.todoDays.query({ ...query, first: 2 })
  expect([short?.total, short?.open, short?.todos.length]).toEqual([4, 3, 2])
})

test('puts a date on its day, wherever the owner and the calendar are', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const client = createClient(service)
  for (const owner of zones) {
    await client.updateSettings.mutate({ input: { timeZone: owner } })
    await service.replaceTodos(
      ['2026-11-26', '2026-11-27', '2026-11-28'].map(deadline_on => ({ title: 'x', deadline_on })),
    )
    for (const timeZone of zones) {
      const days = await client.todoDays.query({ from: '2026-11-27', days: 1, timeZone, first: 5 })
      expect(
        days.map(({ day, total }) => [day, total]),
        `${owner} seen from ${timeZone}`,
      ).toEqual([['2026-11-27', 1]])
    }
  }
})

test('rejects more todos than fit on a page, and reaches the first and the last year', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const client = createClient(service)
  const range = { days: 42, timeZone: 'UTC', first: 8 }
  await expect(client.todoDays.query({ ...range, from: '2026-11-01', first: 12 })).rejects.toThrow(
    'first: must be at most 500 divided by days',
  )
  await service.replaceTodos([
    { title: 'The first', deadline_at: '1900-01-01T00:00:00Z' },
    { title: 'The last', deadline_at: '4500-12-31T23:59:59Z' },
  ])
  expect(await client.todoDays.query({ ...range, from: '1900-01-01' })).toMatchObject([{ day: '1900-01-01' }])
  expect(await client.todoDays.query({ ...range, from: '4500-12-28' })).toMatchObject([{ day: '4500-12-31' }])
})
