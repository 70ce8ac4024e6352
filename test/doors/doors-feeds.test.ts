import { run } from '../graphql/graphql-requests.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Door, Input } from './door.ts'
import { askAll, doors, same } from './doors.ts'
import { patient } from '../harness/test-feed.ts'
import { ask, startTestService, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const defaults = {
  component: 'vevent',
  shape: 'start',
  timeZone: 'UTC',
  durationMinutes: 30,
  alarms: [],
  completed: 'include',
  overdue: 'keep',
  timeForm: 'utc',
  uid: 'global',
}
const options = {
  component: 'both',
  completed: 'exclude',
  alarms: [10, 1440],
  timeZone: 'Australia/Brisbane',
}
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/

/** Invalid inputs, and the field that is wrong. */
const badFeeds: [feed: Input, field: string][] = [
  [{ name: '' }, 'name'],
  [{ name: ' \t' }, 'name'],
  [{ name: 'a\r\nX-Evil: 1' }, 'name'],
  [{ name: 'a\u2028b' }, 'name'],
  [{ name: 'a\0b' }, 'name'],
  [{ name: 'x'.repeat(256) }, 'name'],
  [{ name: 5 }, 'name'],
  [{ options: { timeZone: 'Mars/Olympus' } }, 'options.timeZone'],
  [{ options: { timeZone: 'Canada/East-Saskatchewan' } }, 'options.timeZone'],
  [{ options: { alarms: [0.5] } }, 'options.alarms.0'],
  [{ options: { from: '2031-01-01', to: '2030-01-01' } }, 'options.from'],
  [{ options: { from: '2030-01-01', to: '2030-01-01T05:00Z', timeZone: 'America/Los_Angeles' } }, 'from'],
  [{ options: { from: '2030-06-01', filter: 'to:2030-01-01' } }, 'from'],
  [{ options: { alarms: [1, 2, 3, 4, 5, 6] } }, 'options.alarms'],
  [{ window: {} }, 'window.daysAhead'],
  [{ window: { daysBack: -1 } }, 'window.daysBack'],
  [{ window: { daysAhead: 36_501 } }, 'window.daysAhead'],
  [{ window: { daysBack: 1 }, options: { from: '2030-01-01' } }, 'window'],
  [{ window: { daysAhead: 1 }, options: { to: '2030-01-01' } }, 'window'],
  [{ window: { daysAhead: 1 }, options: { filter: 'due:2030-01-01' } }, 'window'],
]

describe.each(doors)('feeds at the $name door', ({ open }) => {
  const service = useService({ broker: 'postgres', env: patient })
  let door: Door
  beforeAll(async () => {
    door = open(service.url)
    await service.replaceTodos([{ title: 'due', deadline_at: '2030-01-02' }, { title: 'never' }])
  })

  const fetchFeed = (url: string | null) =>
    ask(service.url, `GET ${new URL(url ?? '').pathname}`, { headers: { 'user-agent': 'Program/1.0' } })
  const getAtAll = (id: string) => askAll(service.url, door => door.getFeed(id))

  test('creates a feed that is the same at every door, and returns its URLs once', async () => {
    const { url, webcalUrl, ...made } = await door.createFeed({ name: 'Für Ærø 🗓/2', options })
    expect(made).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      name: 'Für Ærø 🗓/2',
      options: { ...defaults, ...options, alarms: [1440, 10] },
      window: null,
      file: null,
      error: null,
      lastFetch: null,
      createdAt: expect.stringMatching(instant),
      updatedAt: made.createdAt,
    })
    const [, token = ''] = /\/feeds\/([\w-]{43})\/F%C3%BCr-%C3%86r%C3%B8-2\.ics$/.exec(url ?? '') ?? []
    expect(url?.startsWith(`${service.url}/feeds/${token}/`)).toBe(true)
    expect(webcalUrl).toBe(url?.replace('http:', 'webcal:'))

    expect((await fetchFeed(url)).status).toBe(200)
    const feed = await waitFor('the fetch to be noted', async () => {
      const found = await door.getFeed(made.id)
      return found.lastFetch && found
    })
    expect(feed).toEqual({
      ...made,
      file: {
        bytes: expect.any(Number),
        written: 2,
        skipped: { noDeadline: 0, outOfRange: 0, filtered: 0 },
        modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
      lastFetch: { at: expect.stringMatching(instant), by: 'Program/1.0' },
      url: null,
      webcalUrl: null,
    })
    expect(await getAtAll(made.id)).toEqual(same(feed))
    expect((await askAll(service.url, door => door.listFeeds())).map(([first]) => first)).toEqual(same(feed))
    expect(JSON.stringify(await service.db.selectFrom('calendar_feed').selectAll().execute())).not.toContain(
      token,
    )
  })

  test.each([
    [{ filter: Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ') }, 0],
    [{ filter: '-p:none,low,medium,high' }, 0],
    [{ filter: 'due:4500-12-31' }, 0],
    [{ from: '1900-01-01', timeZone: 'Europe/Berlin' }, 1],
  ])('serves a feed with the options %j, which become others', async (options, count) => {
    const { url } = await door.createFeed({ name: 'resolved', options })
    const { status, text } = await fetchFeed(url)
    expect([status, text.split('BEGIN:VEVENT').length - 1]).toEqual([200, count])
  })

  test('leaves the jobs of feeds out of the list of jobs', async () => {
    const { url } = await door.createFeed({ name: 'quiet' })
    expect((await fetchFeed(url)).status).toBe(200)
    expect((await door.listCalendarJobs()).items).toEqual([])
  })

  test('changes the given fields and keeps the URL', async () => {
    const made = await door.createFeed({ name: 'before', options, window: { daysBack: 7 } })
    expect(made.window).toEqual({ daysBack: 7, daysAhead: null })
    expect(await door.updateFeed(made.id, {})).toMatchObject({ updatedAt: made.updatedAt })
    expect(await door.updateFeed(made.id, { name: 'before', options })).toMatchObject({
      updatedAt: made.updatedAt,
    })
    const renamed = await door.updateFeed(made.id, { name: 'after' })
    expect(renamed).toMatchObject({ name: 'after', options: made.options, window: made.window, url: null })
    expect(renamed.updatedAt > made.updatedAt).toBe(true)
    expect((await fetchFeed(made.url)).text).toContain('X-WR-CALNAME:after\r\n')

    const changed = await door.updateFeed(made.id, { window: null, options: { to: '2031-01-01' } })
    expect(changed).toMatchObject({ window: null, options: { ...defaults, to: '2031-01-01T00:00:00Z' } })
    expect(await door.updateFeed(made.id, { options: changed.options })).toMatchObject({
      updatedAt: changed.updatedAt,
    })
    await expect(door.updateFeed(made.id, { window: { daysAhead: 1 } })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('window'),
    })
    // The file is regenerated after a change, and a request for it waits for that.
    expect((await fetchFeed(made.url)).status).toBe(200)
    expect(await getAtAll(made.id)).toEqual(same(await door.getFeed(made.id)))
  })

  test('rotates to a new URL, and answers 410 at the old one', async () => {
    const made = await door.createFeed({ name: 'moving' })
    expect((await fetchFeed(made.url)).status).toBe(200)
    const rotated = await door.rotateFeed(made.id)
    expect(rotated).toMatchObject({ id: made.id, lastFetch: null, updatedAt: made.updatedAt })
    expect(rotated.url).not.toBe(made.url)
    expect((await fetchFeed(made.url)).status).toBe(410)
    expect((await fetchFeed(rotated.url)).status).toBe(200)
    expect(await door.getFeed(made.id)).toMatchObject({ url: null, webcalUrl: null })

    const deleted = await door.deleteFeed(made.id)
    expect(deleted).toMatchObject({ id: made.id, url: null, webcalUrl: null })
    expect((await fetchFeed(rotated.url)).status).toBe(410)
    expect((await door.listFeeds()).map(({ id }) => id)).not.toContain(made.id)
  })

  test.each([unknownId, 'x', '', `${unknownId}0`])('finds no feed with the id %j', async id => {
    const path = encodeURIComponent(id) || '%20'
    for (const question of [
      () => door.getFeed(path),
      () => door.updateFeed(path, { name: 'x' }),
      () => door.rotateFeed(path),
      () => door.deleteFeed(path),
    ]) {
      await expect(question()).rejects.toMatchObject({ code: 'notFound' })
    }
  })

  test.each(badFeeds)('rejects %j in a new feed and in a change', async (bad, field) => {
    const { id } = await door.createFeed({ name: 'good' })
    const refusal = { code: 'badInput', message: expect.stringContaining(field) }
    // graphql-js rejects values of a wrong type with its own message.
    const expected = typeof bad['name'] === 'number' ? { code: 'badInput' } : refusal
    await expect(door.createFeed({ name: 'x', ...bad })).rejects.toMatchObject(expected)
    await expect(door.updateFeed(id, bad)).rejects.toMatchObject(expected)
    await door.deleteFeed(id)
  })

  test.each([{ extra: 1 }, { options: { extra: 1 } }, { window: { daysBack: 1, extra: 1 } }, { version: 7 }])(
    'rejects unknown fields such as %j',
    async bad => {
      await expect(door.createFeed({ name: 'x', ...bad })).rejects.toMatchObject({ code: 'badInput' })
    },
  )
})

test('accepts the options of a feed at GraphQL as they were read, with null for absent ones', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const query = async (query: string, variables = {}) =>
    (await run(service.url, query, variables)).data.feed as { id: string; options: object }
  const fields = 'id options { component from to name color description alarms }'
  const feed = await query(
    `mutation { feed: createCalendarFeed(input: { name: "x", options: { component: BOTH, alarms: [5] } }) { ${fields} } }`,
  )
  expect(feed.options).toMatchObject({ component: 'BOTH', from: null, alarms: [5] })
  const sentBack = await query(
    `mutation ($id: ID!, $input: UpdateCalendarFeedInput!) { feed: updateCalendarFeed(id: $id, input: $input) { ${fields} } }`,
    { id: feed.id, input: { options: feed.options } },
  )
  expect(sentBack).toEqual(feed)
})
