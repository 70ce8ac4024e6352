import { execFile, spawnSync } from 'node:child_process'
import { Agent, type OutgoingHttpHeaders } from 'node:http'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { isInstalled } from '../harness/installed.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { createFeed, patient } from '../harness/test-feed.ts'
import { ask, startTestService } from '../harness/test-service.ts'

const run = promisify(execFile)

const hasPrograms = ['vdirsyncer', 'khal'].every(program =>
  isInstalled(
    spawnSync(program, ['--version']).status === 0,
    program,
    'the test of feeds with a real calendar program is',
  ),
)

/** The programs with a home of their own, a feed to fetch and a directory to put it into. */
async function setUp(home: string, url: string) {
  const calendar = join(home, 'calendar')
  await mkdir(calendar)
  await writeFile(
    join(home, 'vdirsyncer.conf'),
    `[general]
status_path = "${home}/status"
[pair todos]
a = "local"
b = "feed"
collections = null
conflict_resolution = "b wins"
partial_sync = "revert"
[storage local]
type = "filesystem"
path = "${calendar}"
fileext = ".ics"
[storage feed]
type = "http"
url = "${url}"
`,
  )
  await writeFile(
    join(home, 'khal.conf'),
    `[calendars]
[[todos]]
path = ${calendar}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = ${home}/khal.db
`,
  )
  const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' }
  function vdirsyncer(...args: string[]) {
    const running = run('vdirsyncer', ['-c', join(home, 'vdirsyncer.conf'), ...args], { env })
    // Closes stdin: the program must not prompt.
    running.child.stdin?.end()
    return running
  }
  return {
    discover: () => vdirsyncer('discover', 'todos'),
    sync: () => vdirsyncer('sync', '--force-delete'),
    async agenda(): Promise<string[]> {
      const { stdout } = await run(
        'khal',
        [
          '-c',
          join(home, 'khal.conf'),
          'list',
          '--format',
          '{start} {title}',
          '--day-format',
          '',
          '2030-01-01',
          '30d',
        ],
        { env },
      )
      return stdout.split('\n').filter(Boolean)
    },
  }
}

test.skipIf(!hasPrograms)(
  'vdirsyncer fetches a feed for khal, sees edits and deletes, and is turned away after a rotation',
  async () => {
    await using service = await startTestService({ broker: 'postgres', env: patient })
    await using home = await createTemporaryDirectory()
    const first = await service.createTodo({
      title: 'Hand in; the "proposal"',
      deadline_at: '2030-01-02T10:00',
    })
    await service.createTodo({ title: 'Für Ærø 🗓', deadline_at: '2030-01-03T11:30', completed: true })
    const feed = await createFeed(service, { name: 'Uni' })
    const programs = await setUp(home.path, `${service.url}${feed.path}`)
    await programs.discover()
    await programs.sync()
    expect(await programs.agenda()).toEqual([
      '2030-01-02 10:00 Hand in; the "proposal"',
      '2030-01-03 11:30 ✔ Für Ærø 🗓',
    ])

    await service.ask(`PUT /todos/${first.id}`, {
      json: { title: 'Handed in', deadline_at: '2030-01-04T09:15' },
    })
    await programs.sync()
    expect(await programs.agenda()).toEqual(['2030-01-03 11:30 ✔ Für Ærø 🗓', '2030-01-04 09:15 Handed in'])

    await service.ask(`DELETE /todos/${first.id}`)
    await programs.sync()
    expect(await programs.agenda()).toEqual(['2030-01-03 11:30 ✔ Für Ærø 🗓'])

    expect((await service.ask(`POST /feeds/${feed.id}/rotate`)).status).toBe(200)
    await expect(programs.sync()).rejects.toMatchObject({ stderr: expect.stringContaining('Gone') })
    // What it has, it keeps.
    expect(await programs.agenda()).toEqual(['2030-01-03 11:30 ✔ Für Ærø 🗓'])
  },
)

test.skipIf(!hasPrograms)('vdirsyncer and khal repeat what repeats', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  await using home = await createTemporaryDirectory()
  await service.ask('PUT /settings', { json: { timeZone: 'Europe/Berlin' } })
  await service.createTodo({
    title: 'Report',
    deadline_at: '2030-01-04T17:00+01:00',
    repeat: { rule: 'FREQ=WEEKLY;BYDAY=FR' },
  })
  await service.createTodo({
    title: 'Bins',
    deadline_on: '2030-01-05',
    repeat: { rule: 'FREQ=DAILY;INTERVAL=10;COUNT=2' },
  })
  const feed = await createFeed(service, { name: 'Uni' })
  const programs = await setUp(home.path, `${service.url}${feed.path}`)
  await programs.discover()
  await programs.sync()
  expect((await programs.agenda()).toSorted()).toEqual([
    '2030-01-04 16:00 Report',
    '2030-01-05 Bins',
    '2030-01-11 16:00 Report',
    '2030-01-15 Bins',
    '2030-01-18 16:00 Report',
    '2030-01-25 16:00 Report',
  ])
})

/** One connection after the other, kept alive, as programs do. */
function openSession(url: string, path: string, headers: OutgoingHttpHeaders) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: (method: string, more: OutgoingHttpHeaders = {}, body?: string) =>
      ask(url, `${method} ${path}`, {
        headers: { ...headers, ...more },
        agent,
        ...(body !== undefined && { body }),
      }),
    [Symbol.dispose]: () => agent.destroy(),
  }
}

const propfind =
  '<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>'

test('offers Thunderbird a read-only calendar, which it stops refreshing once it is gone', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  const { id } = await service.createTodo({ title: 'before', deadline_at: '2030-01-02' })
  const feed = await createFeed(service)
  using session = openSession(service.url, feed.path, {
    'user-agent': 'Thunderbird/140.0',
    accept: 'text/calendar,text/plain;q=0.8,*/*;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
  })

  // It checks whether this is CalDAV, then whether there is a calendar, then whether it may write.
  const dav = await session.ask(
    'PROPFIND',
    { depth: '0', 'content-type': 'text/xml; charset=utf-8' },
    propfind,
  )
  expect([dav.status, dav.headers.allow]).toEqual([405, 'GET, HEAD'])
  expect((await session.ask('OPTIONS')).status).toBe(405)
  const head = await session.ask('HEAD')
  expect([head.status, head.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  const put = await session.ask(
    'PUT',
    { 'if-match': '"nothing"', 'content-type': 'text/calendar' },
    'BEGIN:VCALENDAR\r\n'.repeat(50_000),
  )
  expect([put.status, put.headers.allow]).toEqual([405, 'GET, HEAD'])

  const fetched = await session.ask('GET')
  expect(fetched.text).toContain('SUMMARY:before\r\n')
  const { etag, 'last-modified': modified } = fetched.headers
  const known = { 'if-none-match': etag, 'if-modified-since': modified, 'cache-control': 'max-age=0' }
  expect((await session.ask('GET', known)).status).toBe(304)
  await service.ask(`PUT /todos/${id}`, { json: { title: 'after' } })
  const refreshed = await session.ask('GET', known)
  expect([refreshed.status, refreshed.text]).toEqual([200, expect.stringContaining('SUMMARY:after\r\n')])

  await service.ask(`DELETE /feeds/${feed.id}`)
  expect((await session.ask('GET', { 'if-none-match': refreshed.headers.etag })).status).toBe(410)
})

const read = (text: string, name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(text)?.[1] ?? ''

test('gives ICSx5 a Last-Modified that rises in whole seconds with each change', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  const { id } = await service.createTodo({ title: 'v0', deadline_at: '2030-01-02' })
  const feed = await createFeed(service)
  using session = openSession(service.url, feed.path, {
    'user-agent': 'ICSx5/2.3 (Android)',
    accept: 'text/calendar',
  })

  let seen = await session.ask('GET')
  for (const title of ['v1', 'v2', 'v3']) {
    await service.ask(`PUT /todos/${id}`, { json: { title } })
    // It sends only the time to servers that have sent no ETag.
    const next = await session.ask('GET', { 'if-modified-since': seen.headers['last-modified'] })
    expect([next.status, read(next.text, 'SUMMARY')]).toEqual([200, title])
    expect(read(next.text, 'LAST-MODIFIED') > read(seen.text, 'LAST-MODIFIED')).toBe(true)
    expect(Number(read(next.text, 'SEQUENCE'))).toBe(Number(read(seen.text, 'SEQUENCE')) + 1)
    expect((await session.ask('GET', { 'if-modified-since': next.headers['last-modified'] })).status).toBe(
      304,
    )
    seen = next
  }
})
