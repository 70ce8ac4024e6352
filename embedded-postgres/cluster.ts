import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { StartupError } from '../core/process/startup-error.ts'
import type { OsUser } from './os-user.ts'
import type { Binaries } from './binaries.ts'
import { type DataDirPaths, notWritable } from './data-dir.ts'
import { findPostmaster } from './postmaster.ts'
import type { Run } from './runner.ts'
import { databaseName } from './url.ts'

/** PostgreSQL's settings by name. They are passed on a shell's command line. */
export type Settings = Record<string, string | number>

export type Cluster = { paths: DataDirPaths; binaries: Binaries; osUser: OsUser | undefined; run: Run }

/** Creates the files of a new cluster, all or nothing. */
export async function createCluster(
  cluster: Cluster,
  password: string,
  settings: Settings,
  signal?: AbortSignal,
): Promise<void> {
  const { paths, binaries, osUser, run } = cluster
  const unfinished = `${paths.cluster}.unfinished`
  const passwordFile = `${paths.cluster}.password`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (osUser) await Promise.all([unfinished, passwordFile].map(path => chown(path, osUser.uid, osUser.gid)))
    const args = [
      `--pgdata=${unfinished}`,
      `--username=${databaseName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...(settings['fsync'] === 'off' ? ['--no-sync'] : []),
    ]
    const { succeeded, stderr } = await run(binaries.initdb, args, { signal })
    signal?.throwIfAborted()
    if (!succeeded) throw new Error(stderr.trim().split('\n').at(-1))
    await rename(unfinished, paths.cluster)
  } catch (cause) {
    signal?.throwIfAborted()
    throw notWritable(paths.root, (cause as Error).message, cause)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** @throws StartupError when this PostgreSQL cannot use the files */
export async function checkCluster({ root, cluster }: DataDirPaths, majorVersion: string): Promise<void> {
  const version = await readFile(`${cluster}/PG_VERSION`, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw notWritable(root, cause.message, cause)
    throw new StartupError(
      `${cluster} is not a PostgreSQL cluster: restore it, or move ${root} away to start with an empty one.`,
      { cause },
    )
  })
  if (version.trim() === majorVersion) return
  throw new StartupError(
    `${cluster} was created by PostgreSQL ${version.trim()}, but this is ${majorVersion}: run npm run export with the version of TaskOverflow that created it, move ${root} away, start this one, and run npm run restore.`,
  )
}

const maxLogBytes = 10_000_000
const startTimeoutSeconds = 600
const retryMs = 200
const maxRetries = 100

/** Starts PostgreSQL and waits until it accepts connections. @throws StartupError with the last error in its log */
export async function startCluster(cluster: Cluster, port: number, settings: Settings): Promise<void> {
  const { root, log } = cluster.paths
  for (let retry = 0; ; retry++) {
    const problem = await tryStart(cluster, port, settings)
    if (problem === undefined) return
    // A busy session outlives a killed PostgreSQL until it has finished its query.
    if (retry < maxRetries && problem.includes('shared memory block')) await setTimeout(retryMs)
    else {
      throw new StartupError(
        `PostgreSQL did not start in ${root} (${problem}): see ${log}, or set DATABASE_URL to use another one.`,
      )
    }
  }
}

async function tryStart(cluster: Cluster, port: number, settings: Settings): Promise<string | undefined> {
  const { paths, binaries, run } = cluster
  const options = Object.entries({ port, ...settings }).map(([name, value]) => `-c ${name}=${value}`)
  const loggedBytes = await stat(paths.log).then(
    ({ size }) => size,
    () => 0,
  )
  // Opened here and inherited, because the user may not have write access to the data directory.
  await using file = await open(paths.log, loggedBytes > maxLogBytes ? 'w' : 'a', 0o600)
  const before = (await file.stat()).size
  const { succeeded, stderr } = await run(
    binaries.pg_ctl,
    [
      'start',
      '--silent',
      '--wait',
      `--timeout=${startTimeoutSeconds}`,
      `--pgdata=${paths.cluster}`,
      `--options=${options.join(' ')}`,
    ],
    { stdio: ['ignore', file.fd, file.fd] },
  )
  if (succeeded) return undefined
  return findProblem((await readFile(paths.log)).subarray(before).toString()) ?? stderr
}

function findProblem(log: string): string | undefined {
  const lines = log.split('\n').filter(line => line.trim() !== '' && !line.startsWith('pg_ctl:'))
  // Sessions of a killed PostgreSQL can still be writing to the log.
  const ofStart = lines.filter(line => !line.includes('terminating connection'))
  const line = ofStart.findLast(line => /\b(FATAL|PANIC):/.test(line)) ?? ofStart.at(-1)
  return line?.replace(/^.*\b(?:FATAL|PANIC): */, '')
}

/** Ends all sessions and PostgreSQL. If that exceeds the time limit, ends it without a checkpoint. */
export async function stopCluster({ paths, binaries, run }: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if ((await findPostmaster(paths)) === undefined) return
    const args = ['stop', '--silent', `--mode=${mode}`, '--wait', '--timeout=30', `--pgdata=${paths.cluster}`]
    await run(binaries.pg_ctl, args)
  }
}
