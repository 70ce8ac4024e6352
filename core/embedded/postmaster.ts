import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { DataDirPaths } from './data-dir.ts'

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
