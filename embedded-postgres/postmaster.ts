import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { DataDirPaths } from './data-dir.ts'

const pollMs = 50

const pidFile = ({ cluster }: DataDirPaths): string => `${cluster}/postmaster.pid`

/** Returns the process id of the PostgreSQL that runs on these files, if any. */
export async function findPostmaster(paths: DataDirPaths): Promise<number | undefined> {
  const [line] = (await readFile(pidFile(paths), 'utf8').catch(emptyWhenMissing)).split('\n')
  const pid = Number(line)
  if (!(pid > 0)) return undefined
  // After a crash the id can belong to another process: pg_ctl would signal it, and PostgreSQL would not start.
  const command = await readCommand(pid)
  return command.includes(paths.cluster) ? pid : undefined
}

/** Waits until a pending start has created its process, or has failed. */
export async function untilPostmaster(paths: DataDirPaths, start: Promise<void>): Promise<void> {
  const settled = new AbortController()
  void start.then(
    () => settled.abort(),
    () => settled.abort(),
  )
  while (!settled.signal.aborted && (await findPostmaster(paths)) === undefined)
    await delay(pollMs, undefined, { signal: settled.signal }).catch(() => {})
}

/** Ends PostgreSQL without a checkpoint, for a forced exit; the next start recovers. */
export function killPostmaster(paths: DataDirPaths): void {
  try {
    const [line] = readFileSync(pidFile(paths), 'utf8').split('\n')
    if (Number(line) > 0) process.kill(Number(line), 'SIGQUIT')
  } catch {
    // PostgreSQL is not running.
  }
}

/** Call only when `findPostmaster` found none: a running PostgreSQL shuts down when its pid file is removed. */
export const removeStalePidFile = (paths: DataDirPaths): Promise<void> => rm(pidFile(paths), { force: true })

async function readCommand(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(emptyWhenMissing)
  const [program, args] =
    process.platform === 'win32'
      ? ['powershell', ['-Command', `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`]]
      : ['ps', ['-ww', '-o', 'command=', '-p', `${pid}`]]
  // For a process that does not exist both print nothing, and ps fails.
  return promisify(execFile)(program, args).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ESRCH') return ''
  throw error
}
