import { accessSync, constants, statfsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPaths } from '../../embedded-postgres/data-dir.ts'
import { findPostmaster } from '../../embedded-postgres/postmaster.ts'

const prefix = 'taskoverflow-test-'

export type TemporaryDirectory = AsyncDisposable & { path: string }

const memory = '/dev/shm'
const roomBytes = 4_000_000_000

/** In memory if there is enough: on a disk, the many files of a new PostgreSQL take longer than everything else. */
const root = hasRoom(memory) ? memory : tmpdir()

function hasRoom(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize > roomBytes
  } catch {
    return false
  }
}

/** A directory that everyone can enter and that is removed on disposal. */
export async function createTemporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(root, `${prefix}${process.pid}-`))
  await chmod(path, 0o755)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Removes the directories of killed runs, and kills any PostgreSQL that still runs there. */
export async function sweepTemporaryDirectories(): Promise<void> {
  for (const name of await readdir(root)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isNaN(pid) || isAlive(pid)) continue
    const path = join(root, name)
    for (const dataDir of [path, join(path, 'data')]) {
      const postmaster = await findPostmaster(findPaths(dataDir))
      if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL')
    }
    await rm(path, { recursive: true, force: true, maxRetries: 5 })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
