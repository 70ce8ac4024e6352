import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPaths } from '../../embedded-postgres/data-dir.ts'
import { joinEmbeddedPostgres } from '../../embedded-postgres/join-embedded-postgres.ts'
import { findPostmaster } from '../../embedded-postgres/postmaster.ts'
import { startEmbeddedPostgres } from '../../embedded-postgres/start-embedded-postgres.ts'
import { connect } from '../../embedded-postgres/url.ts'
import { createLog } from '../../core/process/log.ts'
import { StartupError } from '../../core/process/startup-error.ts'
import { createTemporaryDirectory, type TemporaryDirectory } from '../harness/temporary-directory.ts'
import { waitFor } from '../harness/wait-for.ts'

const log = createLog('error', 'test')
const isRoot = process.getuid?.() === 0
const quick = { fsync: 'off' }

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  await using client = await connect(new URL(url), 'taskoverflow')
  return (await client.query<Record<string, unknown>>(sql)).rows
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartupError)
  return (error as StartupError).message
}

test('creates a durable UTF-8 cluster that only its owner can open', async () => {
  await using directory = await createTemporaryDirectory()
  const dataDir = join(directory.path, 'made', 'by the first start')
  await using postgres = await startEmbeddedPostgres(dataDir, log)
  const [settings] = await query(
    postgres.url,
    `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens,
      current_setting('unix_socket_directories') as sockets, current_setting('max_connections') as connections,
      pg_encoding_to_char(encoding) as encoding, datcollate as locale
    from pg_database where datname = current_database()`,
  )
  expect(settings).toEqual({
    fsync: 'on',
    listens: '127.0.0.1',
    sockets: '',
    connections: '200',
    encoding: 'UTF8',
    locale: 'C',
  })
  expect((await stat(join(dataDir, 'url'))).mode & 0o777).toBe(0o600)
  const wrongPassword = new URL(postgres.url)
  wrongPassword.password = 'guessed'
  await expect(connect(wrongPassword, 'taskoverflow')).rejects.toThrow('password authentication failed')
})

test('keeps the data and the URL at later starts', async () => {
  await using directory = await createTemporaryDirectory()
  let firstUrl: string
  {
    await using first = await startEmbeddedPostgres(directory.path, log, quick)
    firstUrl = first.url
    await query(first.url, 'create table kept as select 42 as answer')
  }
  await using second = await startEmbeddedPostgres(directory.path, log, quick)
  expect(second.url).toBe(firstUrl)
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('refuses a second start on the same directory, while the first keeps working', async () => {
  await using directory = await createTemporaryDirectory()
  await using first = await startEmbeddedPostgres(directory.path, log, quick)
  const other = join(directory.path, '..', `${process.pid}-link`)
  await symlink(directory.path, other)
  try {
    const refusals = await Promise.all(
      [directory.path, other].map(name => refusal(startEmbeddedPostgres(name, log))),
    )
    for (const sentence of refusals) expect(sentence).toMatch(/already runs on .*: stop that one first/)
  } finally {
    await rm(other)
  }
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('lets exactly one of two simultaneous first starts succeed', async () => {
  await using directory = await createTemporaryDirectory()
  const starts = await Promise.allSettled(
    Array.from({ length: 4 }, () => startEmbeddedPostgres(directory.path, log, quick)),
  )
  const winners = starts.filter(start => start.status === 'fulfilled')
  expect(winners).toHaveLength(1)
  await winners[0]?.value[Symbol.asyncDispose]()
})

test('restarts the PostgreSQL that a killed owner left running', async () => {
  await using directory = await createTemporaryDirectory()
  const owner = fork(fileURLToPath(import.meta.resolve('../harness/own-postgres.ts')), [directory.path])
  const [url] = (await once(owner, 'message')) as [string]
  await query(url, 'create table kept as select 42 as answer')
  const orphan = await findPostmaster(findPaths(directory.path))
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }])

  await using postgres = await startEmbeddedPostgres(directory.path, createLog('silent', 'test'))
  expect(await findPostmaster(findPaths(directory.path))).not.toBe(orphan)
  expect(await query(postgres.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('restarts a killed PostgreSQL at the same URL', async () => {
  await using directory = await createTemporaryDirectory()
  await using postgres = await startEmbeddedPostgres(directory.path, createLog('silent', 'test'))
  await query(postgres.url, 'create table kept as select 42 as answer')
  process.kill((await findPostmaster(findPaths(directory.path))) ?? 0, 'SIGKILL')
  const rows = await waitFor('PostgreSQL to be back', () => query(postgres.url, 'select answer from kept'))
  expect(rows).toEqual([{ answer: 42 }])
})

test('ignores a pid file whose number now belongs to another process', async () => {
  await using directory = await createTemporaryDirectory()
  {
    await using _first = await startEmbeddedPostgres(directory.path, log, quick)
  }
  await writeFile(join(directory.path, 'postgres/postmaster.pid'), `${process.pid}\n`)
  await using second = await startEmbeddedPostgres(directory.path, log, quick)
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('repeats an unfinished first start', async () => {
  await using directory = await createTemporaryDirectory()
  await writeFile(join(directory.path, 'taskoverflow.lock'), '')
  await mkdir(join(directory.path, 'postgres.unfinished'))
  await writeFile(join(directory.path, 'postgres.unfinished/PG_VERSION'), '18\n')
  await using postgres = await startEmbeddedPostgres(directory.path, log, quick)
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('lets another process join a running one, and fails when none is running', async () => {
  await using directory = await createTemporaryDirectory()
  expect(await refusal(joinEmbeddedPostgres(directory.path))).toMatch(
    /run npm start first, or set DATABASE_URL/,
  )
  {
    await using postgres = await startEmbeddedPostgres(directory.path, log, quick)
    expect(await joinEmbeddedPostgres(directory.path)).toBe(postgres.url)
  }
  expect(await refusal(joinEmbeddedPostgres(directory.path))).toMatch(
    /run npm start first, or set DATABASE_URL/,
  )
  expect(await refusal(joinEmbeddedPostgres(join(directory.path, 'missing')))).toMatch(/run npm start first/)
})

test('rejects a directory with unrelated files and does not change it', async () => {
  await using directory = await createTemporaryDirectory()
  await writeFile(join(directory.path, 'thesis.txt'), 'years of work')
  expect(await refusal(startEmbeddedPostgres(directory.path, log))).toMatch(
    /set DATA_DIR to a directory that is empty/,
  )
  expect(await readdir(directory.path)).toEqual(['thesis.txt'])
})

test('refuses a file in place of the directory', async () => {
  await using directory = await createTemporaryDirectory()
  const file = join(directory.path, 'file')
  await writeFile(file, 'text')
  expect(await refusal(startEmbeddedPostgres(file, log))).toMatch(/is not a directory: move it away/)
  expect(await refusal(startEmbeddedPostgres(join(file, 'below'), log))).toMatch(
    /is not a directory: move it away/,
  )
  expect(await readFile(file, 'utf8')).toBe('text')
})

test('refuses a directory that is not writable', async () => {
  await using directory = await createTemporaryDirectory()
  await chmod(directory.path, 0o500)
  // Root writes everywhere but where the kernel shows itself.
  const unwritable = isRoot ? '/sys/taskoverflow' : join(directory.path, 'below')
  expect(await refusal(startEmbeddedPostgres(unwritable, log))).toMatch(/make it writable for this user/)
})

describe('a damaged data directory', () => {
  let directory: TemporaryDirectory
  beforeAll(async () => {
    directory = await createTemporaryDirectory()
    await using _first = await startEmbeddedPostgres(directory.path, log, quick)
  })
  afterAll(async () => {
    await directory[Symbol.asyncDispose]()
  })

  test.for([
    ['a lock file that is none', 'taskoverflow.lock', 'not a lock'.repeat(100), /holds files that are not/],
    [
      'a cluster of another version',
      'postgres/PG_VERSION',
      '14\n',
      /created by PostgreSQL 14, but this is \d+/,
    ],
    ['a damaged password file', 'url', 'nonsense', /url is damaged: restore it/],
    ['a wrong password', 'url', 'postgres://taskoverflow:guessed@127.0.0.1/taskoverflow', /password/],
    ['a missing version', 'postgres/PG_VERSION', undefined, /not a PostgreSQL cluster: restore it/],
    ['a missing password file', 'url', undefined, /url, which holds the database's password, is missing/],
    [
      'a broken configuration',
      'postgres/postgresql.conf',
      'nonsense = 1\n',
      /did not start.*postgresql\.conf/,
    ],
  ] as const)(
    'with %s is refused in one sentence and left unchanged',
    async ([, name, content, sentence]) => {
      const file = join(directory.path, name)
      const intact = await readFile(file)
      const { uid, gid } = await stat(file)
      if (content === undefined) await rm(file)
      else await writeFile(file, content)
      try {
        const message = await refusal(startEmbeddedPostgres(directory.path, log, quick))
        expect(message).toMatch(sentence)
        expect(message).not.toContain('\n')
        expect(await readFile(file, 'utf8').catch(() => undefined)).toBe(content)
      } finally {
        await writeFile(file, intact)
        await chown(file, uid, gid)
      }
    },
  )

  test('works again once it is repaired', async () => {
    await using postgres = await startEmbeddedPostgres(directory.path, log, quick)
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

if (!isRoot)
  console.warn('\n!!! Not root: the test of a data directory below an unreachable one is SKIPPED. !!!\n')

test.skipIf(!isRoot)(
  'root starts it below a directory that the account of PostgreSQL cannot enter',
  async () => {
    await using directory = await createTemporaryDirectory()
    await chmod(directory.path, 0o700)
    const dataDir = join(directory.path, 'clone/.data')
    for (const _start of ['first', 'later']) {
      await using postgres = await startEmbeddedPostgres(dataDir, log, quick)
      expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0)
    }
  },
)
