import { existsSync } from 'node:fs'
import type { Log } from '../core/process/log.ts'
import { raceAbort } from '../core/concurrency/race-abort.ts'
import type { Starting } from '../core/process/run-process.ts'
import { StartupError } from '../core/process/startup-error.ts'
import { findOsUser } from './os-user.ts'
import { findBinaries } from './binaries.ts'
import {
  checkCluster,
  type Cluster,
  createCluster,
  type Settings,
  startCluster,
  stopCluster,
} from './cluster.ts'
import { type DataDirPaths, openDataDir } from './data-dir.ts'
import { findFreePort } from './free-port.ts'
import { supervisePostmaster } from './supervise-postmaster.ts'
import { findPostmaster, killPostmaster, removeStalePidFile, untilPostmaster } from './postmaster.ts'
import { openRunner } from './runner.ts'
import { connect, createUrl, databaseName, readUrl, writeUrl } from './url.ts'

export type EmbeddedPostgres = AsyncDisposable & { url: string }

const defaults: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  log_checkpoints: 'off',
}

/**
 * Starts PostgreSQL on the files in `dataDir`, which it creates if necessary. This process is the only owner until
 * disposal, which stops PostgreSQL. A PostgreSQL that a dead owner left running is stopped first.
 *
 * @throws the signal's reason, after PostgreSQL has stopped, when it aborts before PostgreSQL accepts connections
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  log: Log,
  settings: Settings = {},
  { signal = new AbortController().signal, onForcedExit = () => {} }: Partial<Starting> = {},
): Promise<EmbeddedPostgres> {
  await using resources = new AsyncDisposableStack()
  const paths = resources.use(await openDataDir(dataDir))
  const binaries = await findBinaries()
  const osUser = await findOsUser(paths.cluster)
  const { run, majorVersion } = await openRunner(binaries.postgres, osUser, paths.root)
  const cluster: Cluster = { paths, binaries, osUser, run }

  const url = await prepareCluster(cluster, log, settings, signal)
  await checkCluster(paths, majorVersion)
  await stopOrphan(cluster, log)
  const port = await findFreePort(Number(url.port) || undefined)
  const isNewPort = url.port !== `${port}`
  url.port = `${port}`
  signal.throwIfAborted()
  const start = () => startCluster(cluster, port, { ...defaults, ...settings })
  onForcedExit(() => killPostmaster(paths))
  const started = start()
  resources.defer(async () => {
    await untilPostmaster(paths, started)
    await stopCluster(cluster)
  })
  await raceAbort(started, signal)
  await raceAbort(ensureDatabase(url, paths), signal)
  // Only if it changed: rewriting makes root the owner of a file in another user's directory.
  if (isNewPort) await writeUrl(paths, url)
  resources.use(supervisePostmaster(paths, start, log))
  log.debug({ dataDir: paths.root, port }, 'PostgreSQL started')

  const owned = resources.move()
  return { url: url.href, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function prepareCluster(
  cluster: Cluster,
  log: Log,
  settings: Settings,
  signal: AbortSignal,
): Promise<URL> {
  const { root, cluster: files, url: urlFile } = cluster.paths
  const url = await readUrl(cluster.paths)
  if (existsSync(files)) {
    if (url) return url
    throw new StartupError(
      `${urlFile}, which holds the database's password, is missing: restore it, or move ${root} away to start with an empty one.`,
    )
  }
  log.debug({ dataDir: root }, 'Creating a PostgreSQL cluster')
  // Written first: without its password the cluster would be lost.
  const created = url ?? createUrl()
  await writeUrl(cluster.paths, created)
  await createCluster(cluster, created.password, settings, signal)
  return created
}

async function stopOrphan(cluster: Cluster, log: Log): Promise<void> {
  if ((await findPostmaster(cluster.paths)) !== undefined) {
    log.warn({ dataDir: cluster.paths.root }, 'Stopping a PostgreSQL that an earlier process left running')
    await stopCluster(cluster)
  }
  if ((await findPostmaster(cluster.paths)) === undefined) await removeStalePidFile(cluster.paths)
}

async function ensureDatabase(url: URL, { root, log }: DataDirPaths): Promise<void> {
  try {
    await using client = await connect(url, 'postgres')
    const found = await client.query('select from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
  } catch (cause) {
    throw new StartupError(
      `PostgreSQL in ${root} does not work (${(cause as Error).message}): see ${log}, or set DATABASE_URL to use another one.`,
      { cause },
    )
  }
}
