import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { StartupError } from '../core/process/startup-error.ts'

export type DataDirPaths = { root: string; lock: string; cluster: string; url: string; log: string }

export function findPaths(dataDir: string): DataDirPaths {
  // Resolves symbolic links: `findPostmaster` looks for this path in PostgreSQL's command line.
  const root = existsSync(dataDir) ? realpathSync(dataDir) : resolve(dataDir)
  return {
    root,
    lock: join(root, 'taskoverflow.lock'),
    cluster: join(root, 'postgres'),
    url: join(root, 'url'),
    log: join(root, 'postgres.log'),
  }
}

/** Locks the directory for this process and creates it if necessary. Rejects a directory with unrelated files. */
export async function openDataDir(dataDir: string): Promise<DataDirPaths & Disposable> {
  const names = await createDirectory(resolve(dataDir))
  const paths = findPaths(dataDir)
  if (names.length > 0 && !names.includes('taskoverflow.lock')) throw notOurs(paths.root)
  const lock = await takeLock(paths)
  return { ...paths, [Symbol.dispose]: () => lock.close() }
}

async function createDirectory(root: string): Promise<string[]> {
  try {
    await mkdir(root, { recursive: true })
    return await readdir(root)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new StartupError(`${root} is not a directory: move it away, or set DATA_DIR to another place.`, {
        cause,
      })
    }
    throw notWritable(root, message, cause)
  }
}

const lockTimeoutMs = 3_000
const retryMs = 100

async function takeLock(paths: DataDirPaths): Promise<DatabaseSync> {
  const deadline = performance.now() + lockTimeoutMs
  for (;;) {
    const lock = tryLock(paths)
    if (lock) return lock
    if (performance.now() > deadline) {
      throw new StartupError(
        `TaskOverflow already runs on ${paths.root}: stop that one first, or set another DATA_DIR and PORT for a second one.`,
      )
    }
    // The previous owner may still be stopping.
    await setTimeout(retryMs)
  }
}

const busy = 5
const notADatabase = 26

/**
 * SQLite locks its file with an operating-system lock, on every platform, which is released however the process ends.
 * Nothing else in this process may open the file: closing any other descriptor of it would release the lock.
 */
function tryLock({ root, lock }: DataDirPaths): DatabaseSync | undefined {
  let file: DatabaseSync | undefined
  try {
    file = new DatabaseSync(lock, { timeout: 0 })
    file.exec('pragma locking_mode = exclusive; begin exclusive')
    return file
  } catch (cause) {
    file?.close()
    const { errcode, message } = cause as Error & { errcode?: number }
    if (errcode === busy) return undefined
    if (errcode === notADatabase) throw notOurs(root)
    throw notWritable(root, message, cause)
  }
}

const notOurs = (root: string) =>
  new StartupError(
    `${root} holds files that are not TaskOverflow's: set DATA_DIR to a directory that is empty or does not exist yet.`,
  )

export const notWritable = (root: string, message: string, cause: unknown) =>
  new StartupError(
    `${root} is not usable (${message}): make it writable for this user, or set DATA_DIR to another place.`,
    { cause },
  )
