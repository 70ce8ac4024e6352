import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { execCli } from '../harness/run-cli.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'
import { processEnv } from '../harness/process-env.ts'

const main = join(import.meta.dirname, '../../client/cli/main.ts')

type Ended = { code: number | null; stdout: string; stderr: string }

/** Starts the CLI as a process with only PATH and the given environment. */
function startCli(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...processEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text))
  return {
    output: ended,
    interrupt: () => child.kill('SIGINT'),
    end: once(child, 'close').then(([code]): Ended => ({ ...ended, code: code as number | null })),
  }
}

const run = (url: string, ...args: string[]) => execCli(url, args)

const withoutWorker = { broker: 'postgres', withWorker: false } as const

describe('the CLI', () => {
  test('creates, lists, completes and deletes todos', async () => {
    await using service = await startTestService(withoutWorker)
    const cli = (...args: string[]) => run(service.url, 'todos', ...args)
    const added = await cli('add', 'Buy \u001b[31mmilk', '--due', '2030-01-02T10:00', '--description', 'two')
    expect(added).toEqual({ code: 0, stdout: '   1     2030-01-02T10:00:00Z  Buy  [31mmilk\n', stderr: '' })
    const other = await cli('add', 'Other', '--json')
    expect(JSON.parse(other.stdout)).toMatchObject({ id: 2, title: 'Other', deadlineAt: null })
    expect(await cli('done', '2')).toMatchObject({
      code: 0,
      stdout: '   2  ✔  -                     Other\n',
    })
    const idsOf = async (...flags: string[]) =>
      (JSON.parse((await cli('list', '--json', ...flags)).stdout) as { id: number }[]).map(({ id }) => id)
    expect(await idsOf()).toEqual([2, 1])
    expect(await idsOf('--open')).toEqual([1])
    expect(await idsOf('--done')).toEqual([2])
    expect(await cli('delete', '1')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Deleted: /) })
    expect(await cli('delete', '1')).toEqual({ code: 1, stdout: '', stderr: 'There is no todo 1.\n' })
    expect(await cli('done', '1')).toEqual({ code: 1, stdout: '', stderr: 'Todo not found\n' })
  })

  test('lists more todos than fit on a page', async () => {
    await using service = await startTestService(withoutWorker)
    await service.replaceTodos(Array.from({ length: 150 }, (_, n) => ({ title: `${n}` })))
    const { stdout } = await run(service.url, 'todos', 'list')
    expect(stdout.trim().split('\n')).toHaveLength(150)
  })

  test('creates a calendar, with progress on standard error', async () => {
    await using service = await startTestService({ broker: 'postgres' })
    await using directory = await createTemporaryDirectory()
    await service.createTodo({ title: 'Early', deadline_at: '2030-01-01' })
    await service.createTodo({ title: 'Late', deadline_at: '2031-01-01', completed: true })
    const printed = await run(service.url, 'calendar')
    expect(printed.code).toBe(0)
    expect(printed.stdout).toMatch(/^BEGIN:VCALENDAR\r\n[^]*Late[^]*Early[^]*END:VCALENDAR\r\n$/)
    expect(printed.stderr).toMatch(/SUCCESS 2\/2\n$/)
    const path = join(directory.path, 'my.ics')
    const options = [
      '-o',
      path,
      '--completed',
      'only',
      '--from',
      '2030-06-01',
      '--to',
      '2032-01-01',
      '--name',
      'Mine',
    ]
    const saved = await run(service.url, 'calendar', ...options)
    expect(saved).toMatchObject({ code: 0, stdout: '' })
    expect(saved.stderr).toContain(`Wrote 1 todo to ${path}; left out: 1 filtered out\n`)
    const file = await readFile(path, 'utf8')
    expect(file).toMatch(/Mine[^]*Late/)
    expect(file).not.toContain('Early')
    const { stdout } = await run(service.url, 'calendar', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ state: 'SUCCESS', written: 2 })
  })

  test('creates a calendar with every option', async () => {
    await using service = await startTestService({ broker: 'postgres' })
    await using directory = await createTemporaryDirectory()
    await service.createTodo({ title: 'Due', deadline_at: '2030-06-15T20:00:00Z' })
    await service.createTodo({ title: 'Undated' })
    const path = join(directory.path, 'all.ics')
    const flags = {
      output: path,
      component: 'both',
      shape: 'allday',
      'time-zone': 'Australia/Sydney',
      'duration-minutes': '60',
      alarms: '10,1440',
      completed: 'exclude',
      from: '2030-01-01',
      to: '2031-01-01',
      overdue: 'drop',
      name: 'Uni',
      color: 'Teal',
      description: 'All of them',
      'time-form': 'floating',
      uid: 'id',
    }
    const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value])
    const saved = await run(service.url, 'calendar', ...args)
    expect(saved.stderr).toContain(`Wrote 1 todo to ${path}; left out: 1 without a deadline\n`)
    const file = await readFile(path, 'utf8')
    for (const line of [
      'NAME:Uni',
      'COLOR:teal',
      'DUE;VALUE=DATE:20300616',
      'TRIGGER;VALUE=DATE-TIME:20300614T200000Z',
    ])
      expect(file.split('\r\n')).toContain(line)
  })

  test('leaves the job running after Ctrl-C, and can cancel and retry it', async () => {
    await using service = await startTestService(withoutWorker)
    const waiting = startCli(['calendar'], { TASKOVERFLOW_URL: service.url })
    await waitFor('its progress', () => waiting.output.stderr.includes('PENDING'))
    waiting.interrupt()
    const left = await waiting.end
    const [, id = ''] = /Job (\S+) is still running:/.exec(left.stderr) ?? []
    expect(left).toMatchObject({ code: 130, stdout: '' })
    const cli = (...args: string[]) => run(service.url, 'jobs', ...args)
    expect((await cli('--state', 'PENDING')).stdout).toMatch(new RegExp(`^${id}  PENDING .* 0/\\?\\n$`))
    expect(await cli('cancel', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('REVOKED') })
    expect(await cli('cancel', id)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already finished'),
    })
    const { stdout } = await cli('retry', id, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ state: 'PENDING', retryOf: id })
    expect(await cli('retry', 'nonsense')).toEqual({ code: 1, stdout: '', stderr: 'Task not found\n' })
    expect((await cli('--state', 'SUCCESS')).stdout).toBe('No jobs.\n')
  })

  test('fails when the job fails or is cancelled', async () => {
    await using service = await startTestService(withoutWorker)
    const ends = [
      { state: 'FAILURE', error: 'no disk', says: 'failed: no disk' },
      { state: 'REVOKED', error: null, says: 'was cancelled' },
    ] as const
    for (const { state, error, says } of ends) {
      const waiting = startCli(['calendar'], { TASKOVERFLOW_URL: service.url })
      await waitFor('its progress', () => waiting.output.stderr.includes('PENDING'))
      await service.db
        .updateTable('calendar_job')
        .set({ state, error, due_at: null, version: 2 })
        .where('state', '=', 'PENDING')
        .execute()
      expect(await waiting.end).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(says) })
    }
  })

  test('explains in one sentence why there is no response', async () => {
    const nowhere = `http://127.0.0.1:${await findFreePort()}`
    for (const args of [
      ['todos', 'list'],
      ['import', import.meta.filename],
    ])
      expect(await run(nowhere, ...args)).toEqual({
        code: 1,
        stdout: '',
        stderr: `The server at ${nowhere} does not respond: is it running?\n`,
      })
    await using other = createServer((_, response) => response.writeHead(404).end('<html>')).listen(
      0,
      '127.0.0.1',
    )
    await once(other, 'listening')
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    expect(await run(elsewhere, 'todos', 'list')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The server at .* is not a .*\n$/),
    })
  })

  test.skipIf(process.platform !== 'linux')('says that a file cannot be read', async () => {
    // It waits for the file, which can be opened, and not be read at its beginning.
    await using patient = createServer(() => {}).listen(0, '127.0.0.1')
    await once(patient, 'listening')
    const url = `http://127.0.0.1:${(patient.address() as AddressInfo).port}`
    expect(await run(url, 'import', '/proc/self/mem')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^\/proc\/self\/mem cannot be read: EIO/),
    })
  })

  test('sends the token only to the server', async () => {
    const token = 'a-long-secret-token'
    await using service = await startTestService({ broker: 'postgres', env: { API_TOKEN: token } })
    const env = { TASKOVERFLOW_URL: service.url }
    expect(await startCli(['todos', 'list'], env).end).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('requires a token'),
    })
    expect(await startCli(['calendar', '--token', token], env).end).toMatchObject({ code: 0 })
    const { code, stdout } = await startCli(['--help'], { ...env, API_TOKEN: token }).end
    expect([code, stdout.includes(token)]).toEqual([0, false])
    expect(await startCli(['jobs'], { ...env, API_TOKEN: token }).end).toMatchObject({ code: 0 })
  })

  test.each([
    [],
    ['nothing'],
    ['todos', 'add'],
    ['todos', 'add', 'a', '--due', 'tomorrow'],
    ['todos', 'list', '--open', '--done'],
    ['todos', 'done', 'x'],
    ['calendar', '--completed', 'maybe'],
    ['calendar', '--component', 'event'],
    ['calendar', '--time-zone', 'Mars/Olympus_Mons'],
    ['calendar', '--time-zone', 'US/Pacific-New'],
    ['calendar', '--duration-minutes', '4'],
    ['calendar', '--alarms', '10m'],
    ['calendar', '--alarms', '1,2,3,4,5,6'],
    ['calendar', '--color', 'colour'],
    ['calendar', '--name', 'a\nb'],
    ['jobs', '--state', 'DONE'],
    ['jobs', '--url', 'localhost'],
  ])('rejects %j %j %j %j as wrong usage', async (...args: string[]) => {
    const { code, stdout, stderr } = await execCli('http://localhost:6400', args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/--help|Usage:/)
  })

  test('exits with 2 and no stack trace after wrong usage', async () => {
    const { code, stdout, stderr } = await startCli(['todos', 'add']).end
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/--help|Usage:/)
    expect(stderr).not.toMatch(/^ {4}at /m)
  })
})
