import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { type Outcome, execCli } from '../harness/run-cli.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { startTestService } from '../harness/test-service.ts'
import { processEnv } from '../harness/process-env.ts'

const withoutWorker = { broker: 'postgres', withWorker: false } as const
const unknownId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const nowhere = 'http://127.0.0.1:9'

const readJson = ({ stdout }: Outcome): unknown => JSON.parse(stdout)
const idsIn = (outcome: Outcome) => (readJson(outcome) as { id: number }[]).map(({ id }) => id)

describe('todos', () => {
  test('edits, reopens and shows a todo', async () => {
    await using service = await startTestService(withoutWorker)
    const cli = (...args: string[]) => execCli(service.url, ['todos', ...args])
    await cli('add', 'Draft', '--due', '2030-01-02', '--description', 'first\nsecond \u001b[2J')
    const titled = await cli('edit', '1', '--title', 'Final', '--json')
    expect(readJson(titled)).toMatchObject({
      title: 'Final',
      description: 'first\nsecond \u001b[2J',
      deadlineAt: null,
      deadlineOn: '2030-01-02',
    })
    expect((await cli('show', '1')).stdout).toMatch(
      /^Title +Final\nDescription +first\n +second  \[2J\nDue +2030-01-02\nList +Inbox\nCreated/m,
    )
    expect(readJson(await cli('edit', '1', '--no-due', '--no-description', '--json'))).toMatchObject({
      title: 'Final',
      description: null,
      deadlineAt: null,
      deadlineOn: null,
    })
    await cli('done', '1')
    expect(await cli('reopen', '1')).toEqual({
      code: 0,
      stdout: '   1     -                     Final\n',
      stderr: '',
    })
    expect(await cli('edit', '2', '--title', 'x')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Todo not found\n',
    })
  })

  test('adds, edits, completes and lists todos that repeat', async () => {
    await using service = await startTestService(withoutWorker)
    const cli = (...args: string[]) => execCli(service.url, ['todos', ...args])
    const rule = 'RRULE:FREQ=WEEKLY;BYDAY=FR'
    await cli('add', 'Plants', '--due', '2040-01-06', '--repeat', rule, '--repeat-from', 'deadline')
    expect((await cli()).stdout).toBe('   1     2040-01-06            ↻ Plants\n')
    expect((await cli('done', '1')).stdout).toBe('   1     2040-01-13            ↻ Plants\n')
    expect((await cli('show', '1')).stdout).toMatch(
      /^Repeats +FREQ=WEEKLY;BYDAY=FR, from the deadline\nLast done +\d/m,
    )
    expect(
      readJson(await cli('edit', '1', '--repeat', 'FREQ=DAILY', '--repeat-from', 'completion', '--json')),
    ).toMatchObject({
      repeat: { rule: 'FREQ=DAILY', from: 'completion' },
      completions: [{ deadlineOn: '2040-01-06' }],
    })
    expect((await cli('edit', '1', '--no-repeat')).stdout).toBe('   1     2040-01-13            Plants\n')
    const hourly = await cli('add', 'x', '--due', '2040-01-06', '--repeat', 'FREQ=HOURLY')
    expect(hourly.stderr).toContain('FREQ must be one of DAILY, WEEKLY, MONTHLY, YEARLY')
    expect((await cli('add', 'x', '--repeat', 'FREQ=DAILY')).stderr).toBe('repeat: needs a deadline\n')
    expect((await cli('edit', '1', '--repeat-from', 'completion')).stderr).toContain(
      '--repeat-from needs --repeat',
    )
  })

  test('searches todos, and limits lists across pages', async () => {
    await using service = await startTestService(withoutWorker)
    await service.replaceTodos(
      Array.from({ length: 1200 }, (_, n) => ({ title: n % 600 === 0 ? `Rare find ${n}` : `Common ${n}` })),
    )
    const cli = (...args: string[]) => execCli(service.url, ['todos', ...args, '--json'])
    const all = idsIn(await cli())
    expect(all).toHaveLength(1200)
    expect(idsIn(await cli('--limit', '700'))).toEqual(all.slice(0, 700))
    expect(idsIn(await cli('list', '--limit', '2'))).toEqual(all.slice(0, 2))
    expect(idsIn(await cli('search', 'rare', 'find'))).toHaveLength(2)
    expect(idsIn(await cli('search', 'rare', '--limit', '1'))).toHaveLength(1)
    expect((await cli('search', 'nothing')).stdout).toBe('[]\n')
  })

  test('strips control characters, and cuts lines to the width of a terminal', async () => {
    await using service = await startTestService(withoutWorker)
    await service.createTodo({ title: `${'long '.repeat(40)}end` })
    await service.createTodo({ title: '漢字'.repeat(40) })
    await service.createTodo({ title: 'red \u001b[31m \u009b2J \u202egnp.exe' })
    const { stdout } = await execCli(service.url, ['todos'], { columns: 60 })
    const [unsafe, chinese = '', long = ''] = stdout.split('\n')
    expect(unsafe).toBe('   3     -                     red  [31m  2J  gnp.exe')
    expect(chinese).toBe(`   2     -                     ${'漢字'.repeat(7)}…`)
    expect(long).toHaveLength(60)
    expect(long).toMatch(/ long lon…$/)
    const piped = await execCli(service.url, ['todos'])
    expect(piped.stdout).toMatch(/long end$/m)
    // Of a terminal that does not know its size.
    expect((await execCli(service.url, ['todos'], { columns: 0 })).stdout).toBe(piped.stdout)
    const json = await execCli(service.url, ['todos', '--json'], { columns: 60 })
    expect(json.stdout).not.toMatch(/(?!\n)[\p{Cc}\u202E]/u)
    expect(readJson(json)).toMatchObject([{ title: 'red \u001b[31m \u009b2J \u202egnp.exe' }, {}, {}])
  })
})

test('exits with 0 when the reader closes the pipe', async () => {
  await using service = await startTestService(withoutWorker)
  await service.replaceTodos(Array.from({ length: 5000 }, (_, n) => ({ title: `${n} ${'x'.repeat(200)}` })))
  const main = join(import.meta.dirname, '../../client/cli/main.ts')
  for (const flags of [['--json'], []]) {
    const child = spawn(process.execPath, [main, 'todos', 'list', ...flags, '--url', service.url], {
      env: processEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stderr = text(child.stderr)
    child.stdout.once('data', () => child.stdout.destroy())
    const [code] = (await once(child, 'close')) as [number | null]
    expect([code, await stderr]).toEqual([0, ''])
  }
  const silent = spawn(process.execPath, [main, 'todos', 'done', '0', '--url', service.url], {
    env: processEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  silent.stderr.destroy()
  expect(await once(silent, 'close')).toEqual([1, null])
})

test.skipIf(process.platform !== 'linux')('exits with 1 when the output cannot be written', async () => {
  await using service = await startTestService(withoutWorker)
  const main = join(import.meta.dirname, '../../client/cli/main.ts')
  const full = await open('/dev/full', 'w')
  for (const args of [['settings'], ['todos']]) {
    const child = spawn(process.execPath, [main, ...args, '--url', service.url], {
      env: processEnv,
      stdio: ['ignore', full.fd, 'pipe'],
    })
    const stderr = text(child.stderr as Readable)
    expect(await once(child, 'close')).toEqual([1, null])
    expect(await stderr).toMatch(/^The output cannot be written: ENOSPC.*\n$/)
  }
  await full.close()
})

describe('settings', () => {
  test('shows and changes the time zone and the first day of the week', async () => {
    await using service = await startTestService(withoutWorker)
    const cli = (...args: string[]) => execCli(service.url, ['settings', ...args])
    expect((await cli()).stdout).toMatch(/^Time zone +UTC\nWeek starts +monday\n$/)
    const changed = await cli('--time-zone', 'Europe/Berlin', '--week-start', 'sunday', '--json')
    expect(readJson(changed)).toMatchObject({ timeZone: 'Europe/Berlin', weekStart: 'sunday' })
    expect((await cli()).stdout).toMatch(/^Time zone +Europe\/Berlin\nWeek starts +sunday\nUpdated/)
    expect(await cli('--time-zone', 'Nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('must be the name of a time zone'),
    })
  })
})

describe('jobs', () => {
  test('limits the list, shows attempts, and downloads a calendar later', async () => {
    await using service = await startTestService({ broker: 'postgres' })
    await using directory = await createTemporaryDirectory()
    await service.createTodo({ title: 'Due', deadline_at: '2030-01-02' })
    await service.createTodo({ title: 'Undated' })
    const cli = (...args: string[]) => execCli(service.url, ['jobs', ...args])
    const ids = [await service.createTask(), await service.createTask()].map(({ task_id }) => task_id)
    const [older = '', newer = ''] = ids
    for (const id of ids) await service.finishTask(id)

    const limited = await cli('--limit', '1')
    expect(limited.stdout).toMatch(new RegExp(`^${newer} .*\n$`))
    expect(limited.stderr).toBe('There are older jobs: use --limit to show more.\n')
    expect(readJson(await cli('list', '--json'))).toMatchObject([{ id: newer }, { id: older }])

    const shown = await cli('show', older)
    expect(shown.stdout).toMatch(/^State +SUCCESS$/m)
    expect(shown.stdout).toMatch(/^Written +1 todo; left out: 1 without a deadline$/m)
    expect(shown.stdout).toMatch(/^Attempts +1  \S+Z to \S+Z  \S/m)
    expect(readJson(await cli('show', older, '--json'))).toMatchObject({
      id: older,
      attempts: [{ attempt: 1 }],
    })

    expect((await cli('download', older)).stdout).toMatch(/^BEGIN:VCALENDAR\r\n[^]*Due[^]*END:VCALENDAR\r\n$/)
    const path = join(directory.path, 'older.ics')
    const saved = await cli('download', older, '-o', path)
    expect(saved).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining(`Wrote 1 todo to ${path}`),
    })
    expect(await readFile(path, 'utf8')).toContain('Due')
    const unwritable = join(directory.path, 'missing', 'x.ics')
    expect(await cli('download', older, '-o', unwritable)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The calendar cannot be written to .*ENOENT.*\n$/),
    })
    await service.db.updateTable('calendar_job').set({ artifact_id: null }).where('id', '=', older).execute()
    expect(await cli('download', older)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('status 410'),
    })
  })

  test('explains why there is nothing to download', async () => {
    await using service = await startTestService(withoutWorker)
    const { task_id: id } = await service.createTask()
    const cli = (...args: string[]) => execCli(service.url, ['jobs', ...args])
    expect(await cli('download', id)).toEqual({
      code: 1,
      stdout: '',
      stderr: `Job ${id} has no calendar: its state is PENDING.\n`,
    })
    expect((await cli('show', id)).stdout).toMatch(/^Attempts +none$/m)
    for (const command of ['show', 'download'])
      expect(await cli(command, unknownId)).toMatchObject({ code: 1, stderr: 'Task not found\n' })
  })
})

test('distinguishes a wrong token from a missing one', async () => {
  await using service = await startTestService({
    ...withoutWorker,
    env: { API_TOKEN: 'a-long-secret-token' },
  })
  const cli = (token?: string) => execCli(service.url, ['todos'], token === undefined ? {} : { token })
  expect(await cli()).toMatchObject({ code: 1, stderr: expect.stringContaining('requires a token') })
  expect(await cli('wrong')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('rejected the token'),
  })
  expect(await cli('a-long-secret-token')).toMatchObject({ code: 0, stdout: 'No todos.\n' })
})

test('prints its version', async () => {
  expect(await execCli(nowhere, ['--version'])).toEqual({
    code: 0,
    stdout: `${packageJson.version}\n`,
    stderr: '',
  })
})

test.each([
  [['tods'], /Did you mean todos\?/],
  [
    ['todos', 'lst'],
    /'todos' has no command 'lst'; it has list, search, watch, show, add, edit, done, reopen, delete, trash, restore, empty-trash\n/,
  ],
  [['jobs', 'cancle', unknownId], /'jobs' has no command 'cancle'/],
  [['feeds', 'remove'], /'feeds' has no command 'remove'/],
  [['todos', '--lmit', '3'], /Did you mean --limit\?/],
  [
    ['todos', '--limit', '0'],
    /'--limit <n>' argument '0' is invalid\. It must be a whole number of at least 1\./,
  ],
  [['todos', 'edit', '1'], /nothing to change: see the options in todos edit --help/],
  [
    ['todos', 'edit', '1', '--title', ' '],
    /'--title <title>' argument ' ' is invalid\. It must not be empty\./,
  ],
  [
    ['todos', 'add', 'a', '--repeat', 'FREQ=HOURLY'],
    /argument 'FREQ=HOURLY' is invalid\. FREQ must be one of DAILY, WEEKLY, MONTHLY, YEARLY\./,
  ],
  [
    ['todos', '--filter', 'due:x'],
    /'--filter <text>' argument 'due:x' is invalid\. 'due:' must be a date such as 2030-01-02\./,
  ],
  [
    ['calendar', '--filter', '-to:2030-01-02'],
    /argument '-to:2030-01-02' is invalid\. 'to:' cannot be excluded\./,
  ],
  [['todos', '--filter', 'x'.repeat(501)], /is invalid\. It must have at most 500 characters\./],
  [['todos', 'search'], /missing required argument 'words'/],
])('rejects %j with a helpful message', async (args, message) => {
  const { code, stdout, stderr } = await execCli(nowhere, args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(message)
})
