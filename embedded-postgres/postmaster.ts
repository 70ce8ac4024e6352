import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { DataDirPaths } from './data-dir.ts'

const pollMs = 50

const pidFile = ({ cluster }: DataDirPaths): string => `${cluster}/postmaster.pid`

/** The process id of the PostgreSQL that runs on these files, if one does. */
export async function findPostmaster(paths: DataDirPaths): Promise<number | undefined> {
  const [line] = (await readFile(pidFile(paths), 'utf8').catch(emptyWhenMissing)).split('\n')
  const pid = Number(line)
  if (!(pid > 0)) return undefined
  // After a crash the id may be anyone's by now: pg_ctl would signal it, and PostgreSQL would refuse to start.
  const command = await readCommand(pid)
  return command.includes(paths.cluster) ? pid : undefined
}

/** Waits for the process of a start that is under way, or for the start to fail. */
export async function untilPostmaster(paths: DataDirPaths, start: Promise<void>): Promise<void> {
  const settled = new AbortController()
  void start.then(
    () => settled.abort(),
    () => settled.abort(),
  )
  while (!settled.signal.aborted && (await findPostmaster(paths)) === undefined)
    await delay(pollMs, undefined, { signal: settled.signal }).catch(() => {})
}

/** Ends PostgreSQL at once; its next start recovers. For a process that has no time left to dispose. */
export function killPostmaster(paths: DataDirPaths): void {
  try {
    const [line] = readFileSync(pidFile(paths), 'utf8').split('\n')
    if (Number(line) > 0) process.kill(Number(line), 'SIGQUIT')
  } catch {
    // It is gone already.
  }
}

/** Only after `findPostmaster` found none: a PostgreSQL whose file is gone ends itself. */
export const removeStalePidFile = (paths: DataDirPaths): Promise<void> => rm(pidFile(paths), { force: true })

async function readCommand(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(emptyWhenMissing)
  const [program, args] =
    process.platform === 'win32'
      ? ['powershell', ['-Command', `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`]]
      : ['ps', ['-ww', '-o', 'command=', '-p', `${pid}`]]
  // Both say nothing about a process that is gone, and ps then fails.
  return promisify(execFile)(program, args).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ESRCH') return ''
  throw error
}
