import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPaths } from '../../core/embedded/data-dir.ts'
import { findPostmaster } from '../../core/embedded/postmaster.ts'

const prefix = 'taskoverflow-test-'

export type TemporaryDirectory = AsyncDisposable & { path: string }

/** A directory that everyone can enter and that is removed on disposal. */
export async function createTemporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  await chmod(path, 0o755)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Removes what runs that were killed left behind, with the PostgreSQL that still runs there. */
export async function sweepTemporaryDirectories(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isNaN(pid) || isAlive(pid)) continue
    const path = join(tmpdir(), name)
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
