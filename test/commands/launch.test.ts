import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { environment } from '../../core/process/config.ts'
import { connect } from '../../embedded-postgres/url.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { findProcesses } from '../harness/find-processes.ts'
import { type SpawnedMain, spawnMain } from '../harness/spawn-main.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { createTestDatabase } from '../harness/test-database.ts'
import { waitFor } from '../harness/wait-for.ts'
import { processEnv } from '../harness/process-env.ts'

const children = async (launcher: SpawnedMain, command: string): Promise<number[]> =>
  (await findProcesses(`main.ts ${command}`))
    .filter(({ parent }) => parent === launcher.pid)
    .map(({ pid }) => pid)

async function isServing(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return response.ok
}

/** The output of a command without its log lines. */
const sentences = (main: SpawnedMain): string[] =>
  main
    .output()
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('{'))

describe('start on a bare machine', () => {
  // Shared, because creating a cluster takes seconds. The first test that starts creates it.
  let dataDir: string
  let settings: { DATA_DIR: string; PORT: string }
  beforeAll(async () => {
    const directory = await createTemporaryDirectory()
    dataDir = join(directory.path, 'data')
    settings = { DATA_DIR: dataDir, PORT: `${await findFreePort()}` }
    return () => directory[Symbol.asyncDispose]()
  })

  test.for([
    ['PostgreSQL is being set up', 'SIGINT', 'postgres.unfinished'],
    ['PostgreSQL starts', 'SIGINT', 'postgres/postmaster.pid'],
    // Of a terminal that is closed.
    ['the server and the worker start', 'SIGHUP', undefined],
  ] as const)('while %s, stops at once on %s', async ([, signal, sign]) => {
    await using launcher = spawnMain('start', settings)
    await waitFor(
      'the start to get there',
      async () =>
        sign === undefined ? (await children(launcher, '')).length > 1 : existsSync(join(dataDir, sign)),
      60_000,
      // The state lasts a fraction of a second.
      20,
    )
    const interruptedAtMs = performance.now()
    launcher.signal(signal)
    expect(await launcher.exited).toBe(0)
    // Long before it would exit by force, after fifteen seconds.
    expect(performance.now() - interruptedAtMs).toBeLessThan(10_000)
    expect(launcher.output()).not.toContain('is ready at')
    // The child processes of a killed initdb exit on their own.
    await waitFor('PostgreSQL to be gone', async () => (await findProcesses(dataDir)).length === 0)
  })

  test('serves with an embedded PostgreSQL, prints its address, and stops everything on SIGTERM', async () => {
    const port = Number(settings.PORT)
    {
      await using launcher = spawnMain('start', settings)
      await launcher.ready
      expect(sentences(launcher)).toEqual([
        expect.stringMatching(
          `^TaskOverflow is ready at http://localhost:${port} .*embedded PostgreSQL.*PostgreSQL`,
        ),
      ])
      expect(await isServing(port)).toBe(true)
      expect(await children(launcher, 'server')).toHaveLength(1)
      expect(await children(launcher, 'worker')).toHaveLength(1)
      expect(await findProcesses(dataDir)).not.toEqual([])
      expect(await launcher.stop()).toBe(0)
    }
    expect(await findProcesses(dataDir)).toEqual([])
    await expect(isServing(port)).rejects.toThrow('fetch failed')
  })

  test('allows no second start on its directory, but other commands; ends with its children at kill -9', async () => {
    await using first = spawnMain('start', settings)
    await first.ready

    await using second = spawnMain('start', { ...settings, PORT: `${await findFreePort()}` })
    expect(await second.exited).toBe(1)
    expect(sentences(second)).toEqual([expect.stringMatching(/already runs on .*: stop that one first/)])

    await using migrate = spawnMain('migrate', settings)
    expect(await migrate.exited).toBe(0)
    await using worker = spawnMain('worker', settings)
    await worker.ready
    expect(await worker.stop()).toBe(0)

    const pids = [...(await children(first, 'server')), ...(await children(first, 'worker'))]
    expect(pids).toHaveLength(2)
    await first.kill()
    await waitFor('the children to end', async () => {
      const left = await findProcesses('main.ts ')
      return !left.some(({ pid }) => pids.includes(pid))
    })
  })

  test('starts again after kill -9, and stops when the shell of npm ends without forwarding SIGTERM', async () => {
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" main.ts start; exit 3`], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...processEnv, npm_lifecycle_event: 'start', ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    await waitFor('the ready line', () => output.includes('TaskOverflow is ready'), 60_000)
    expect(await isServing(Number(settings.PORT))).toBe(true)
    shell.kill('SIGTERM')
    await once(shell, 'exit')
    await waitFor('PostgreSQL to stop', async () => (await findProcesses(dataDir)).length === 0)
  })
})

describe('start with DATABASE_URL', () => {
  test('reports a port in use in one sentence, with exit code 1', async () => {
    await using directory = await createTemporaryDirectory()
    const squatter = createServer().listen(await findFreePort(), '127.0.0.1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as { port: number }
    const dataDir = join(directory.path, 'data')
    await using launcher = spawnMain('start', { DATA_DIR: dataDir, PORT: `${port}` })
    expect(await launcher.exited).toBe(1)
    expect(sentences(launcher)).toEqual([
      expect.stringMatching(/^Port \d+ of 127\.0\.0\.1 is in use by another program/),
    ])
    expect(await children(launcher, '')).toEqual([])
    // The port is checked before anything is started.
    expect(existsSync(dataDir)).toBe(false)
    squatter.close()
  })

  test('reports an unreachable database in one sentence, with exit code 1', async () => {
    await using launcher = spawnMain('start', {
      DATABASE_URL: `postgres://u:secret@127.0.0.1:${await findFreePort()}/none`,
    })
    expect(await launcher.exited).toBe(1)
    expect(sentences(launcher)).toEqual([expect.stringMatching(/^The database cannot be reached/)])
    expect(launcher.output()).not.toContain('secret')
  })

  test('restarts a killed server and a killed worker', async () => {
    await using database = await createTestDatabase()
    const port = await findFreePort()
    await using launcher = spawnMain('start', { DATABASE_URL: database.url, PORT: `${port}` })
    await launcher.ready
    const victims = [...(await children(launcher, 'server')), ...(await children(launcher, 'worker'))]
    for (const pid of victims) process.kill(pid, 'SIGKILL')
    await waitFor('another server and another worker', async () => {
      const pids = [...(await children(launcher, 'server')), ...(await children(launcher, 'worker'))]
      return pids.length === 2 && !pids.some(pid => victims.includes(pid))
    })
    await waitFor('the server to serve', () => isServing(port).catch(() => false), 60_000)
    expect(launcher.output().match(/ended unexpectedly; restarting it/g)).toHaveLength(2)
    expect(await launcher.stop()).toBe(0)
  })

  test('ends a drain at once, with the children, after a second signal', async () => {
    await using database = await createTestDatabase()
    const port = await findFreePort()
    await using launcher = spawnMain('start', {
      DATABASE_URL: database.url,
      PORT: `${port}`,
      SIMULATED_WORK_SECONDS: '60',
      DRAIN_TIMEOUT_SECONDS: '50',
    })
    await launcher.ready
    await fetch(`http://127.0.0.1:${port}/api/v1/todos/ical`, { method: 'POST' })
    await using client = await connect(new URL(database.url), new URL(database.url).pathname.slice(1))
    await waitFor('the job to be at work', async () => {
      const { rowCount } = await client.query(`select from calendar_job where state = 'STARTED'`)
      return rowCount === 1
    })
    const pids = [...(await children(launcher, 'server')), ...(await children(launcher, 'worker'))]
    expect(pids).toHaveLength(2)

    launcher.signal('SIGINT')
    // Under npm, one Ctrl-C reaches a process twice.
    launcher.signal('SIGINT')
    await waitFor('the worker to drain', () => launcher.output().match(/"name":"worker","reason":"SIGTERM"/))
    const firstSignalAt = performance.now()
    await waitFor('more than a second', () => performance.now() - firstSignalAt > 1_200)
    launcher.signal('SIGINT')
    expect(await launcher.exited).toBe(1)
    await waitFor('the children to end', async () => {
      const left = await findProcesses('main.ts ')
      return !left.some(({ pid }) => pids.includes(pid))
    })
  })
})

describe('main.ts', () => {
  test('shows every command and every setting with --help', async () => {
    for (const args of [['--help'], ['worker', '--help']]) {
      const main = spawnMain(args)
      expect(await main.exited).toBe(0)
      for (const name of [
        'start',
        'server',
        'worker',
        'migrate',
        'seed',
        ...Object.keys(environment.shape),
      ]) {
        expect(main.output()).toMatch(new RegExp(`^  ${name} `, 'm'))
      }
    }
  })

  test.for(['', 'bogus', 'constructor', 'server extra', 'server --watch', 'start --fast'])(
    'rejects the arguments "%s" with its usage and exit code 2',
    async line => {
      const main = spawnMain(line.split(' ').filter(word => word !== ''))
      expect(await main.exited).toBe(2)
      expect(main.output()).toContain('Usage: node main.ts <command>')
    },
  )

  test.for(['server', 'worker', 'migrate', 'seed'])(
    'explains what to do if %s has no database',
    async command => {
      await using directory = await createTemporaryDirectory()
      const main = spawnMain(command, { DATA_DIR: directory.path })
      expect(await main.exited).toBe(1)
      expect(sentences(main)).toEqual([expect.stringMatching(/run npm start first, or set DATABASE_URL\.$/)])
    },
  )

  test('seeds the given number of todos, and counts each in the revision of its transaction', async () => {
    await using database = await createTestDatabase()
    const seed = spawnMain(['seed', '20001'], { DATABASE_URL: database.url })
    expect(await seed.exited).toBe(0)
    expect(seed.output()).toMatch(/20001 of 20001 todos/)
    await using client = await connect(new URL(database.url), new URL(database.url).pathname.slice(1))
    const { rows } = await client.query(
      `select count(*)::int as todos, (count(*) filter (where deadline_at is null))::int as undated,
        (count(*) filter (where completed and completed_at is not null))::int as completed,
        bool_or(description like '%締%') as unicode, min(deadline_at) < now() - interval '29 days' as early,
        max(deadline_at) > now() + interval '119 days' as late,
        (select todos_revision::int from owner) as revision
      from todo`,
    )
    expect(rows).toEqual([
      {
        todos: 20_001,
        undated: 2_000,
        completed: 4_001,
        unicode: true,
        early: true,
        late: true,
        revision: 20_001,
      },
    ])
  })

  test.for(['0', '-5', '1e3', '10000001', 'many'])('rejects seed %s', async count => {
    const seed = spawnMain(['seed', '--', count])
    expect(await seed.exited).toBe(1)
    expect(sentences(seed)).toEqual([expect.stringMatching(/is not a number of todos/)])
  })
})
