import { expect, test } from 'vitest'
import { execCli } from '../harness/run-cli.ts'
import { patient } from '../harness/test-feed.ts'
import { ask, startTestService, type TestService } from '../harness/test-service.ts'

async function cli(service: TestService, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await execCli(service.url, ['feeds', ...args])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'

test('creates, updates, rotates and deletes feeds', async () => {
  await using service = await startTestService({ broker: 'postgres', env: patient })
  await service.createTodo({ title: 'open', deadline_at: '2030-01-02' })
  await service.createTodo({ title: 'done', deadline_at: '2030-01-02', completed: true })
  expect(await cli(service)).toBe('No feeds.\n')

  const options = ['--completed', 'only', '--alarms', '10', '--days-back', '7', '--days-ahead', '3650']
  const added = await cli(service, 'add', 'Uni \u001b[31m', ...options)
  const [, url = '', webcalUrl = ''] =
    /^Google.*: +(http\S+)\nApple.*: +(webcal\S+)\n.*not shown again/.exec(added) ?? []
  expect(webcalUrl).toBe(url.replace('http:', 'webcal:'))
  const fetchFeed = async () =>
    ask(service.url, `GET ${new URL(url).pathname}`, { headers: { 'user-agent': 'Program/1' } })
  expect((await fetchFeed()).text).toMatch(/^SUMMARY:✔ done\r$/m)

  const [feed] = JSON.parse(await cli(service, '--json')) as { id: string }[]
  const id = feed?.id ?? ''
  expect(feed).toMatchObject({
    options: { completed: 'only', alarms: [10] },
    window: { daysBack: 7, daysAhead: 3650 },
    url: null,
  })
  expect(JSON.parse(await cli(service, 'update', id, '--days-back', '30', '--json'))).toMatchObject({
    window: { daysBack: 30, daysAhead: 3650 },
  })
  expect(
    await execCli(service.url, ['feeds', 'update', id, '--no-window', '--days-ahead', '3']),
  ).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be used with') })
  const updated = await cli(
    service,
    'update',
    id,
    '--rename',
    'Work',
    '--completed',
    'exclude',
    '--no-window',
  )
  expect(updated).toMatch(new RegExp(`^${id}  Work  1 todo  `))
  expect(JSON.parse(await cli(service, 'update', id, '--completed', 'include', '--json'))).toMatchObject({
    file: { written: 2 },
  })
  await cli(service, 'update', id, '--completed', 'exclude')
  expect(JSON.parse(await cli(service, '--json'))).toMatchObject([
    { name: 'Work', options: { completed: 'exclude', alarms: [10] }, window: null },
  ])
  expect((await fetchFeed()).text).toMatch(/^SUMMARY:open\r$/m)
  expect(await cli(service)).toMatch(new RegExp(`^${id}  Work  1 todo  fetched \\S+Z by Program/1\n$`))

  expect(await cli(service, 'rotate', id)).toMatch(/^Google.*: +http/)
  expect((await fetchFeed()).status).toBe(410)
  expect(await cli(service, 'delete', id)).toMatch(/^Deleted: .*Work/)
  expect(await cli(service)).toBe('No feeds.\n')
})

test('shows a feed as being updated while no worker generates its file', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  await cli(service, 'add', 'Uni')
  const [{ id = '' } = {}] = JSON.parse(await cli(service, '--json')) as { id?: string }[]
  expect(await cli(service, 'update', id, '--rename', 'Work')).toBe(
    `${id}  Work  being updated  not fetched yet\n`,
  )
})

test('explains what is wrong with a feed', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  for (const [args, code, stderr] of [
    [['add', ' '], 2, 'must not be empty'],
    [['add', 'x', '--days-back', '-1'], 2, 'whole number of days'],
    [['add', 'x', '--days-ahead', '36501'], 2, 'at most'],
    [['add', 'x', '--days-ahead', '1', '--to', '2030-01-01'], 2, 'window'],
    [['rotate', unknownId], 1, 'Feed not found'],
  ] as const) {
    expect(await execCli(service.url, ['feeds', ...args])).toMatchObject({
      code,
      stderr: expect.stringContaining(stderr),
    })
  }
})
