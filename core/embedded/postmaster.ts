import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { DataDirPaths } from './data-dir.ts'

const pidFile = ({ cluster }: DataDirPaths): string => `${cluster}/postmaster.pid`

/** The process id of the PostgreSQL that runs on these files, if one does. */
export async function findPostmaster(paths: DataDirPaths): Promise<number | undefined> {
  const [line] = (await readFile(pidFile(paths), 'utf8').catch(() => '')).split('\n')
  const pid = Number(line)
  if (!(pid > 0)) return undefined
  // After a crash the id may be anyone's by now: pg_ctl would signal it, and PostgreSQL would refuse to start.
  const command = await readCommand(pid)
  return command.includes(paths.cluster) ? pid : undefined
}

/** Only for a file whose process `findPostmaster` did not find. */
export const removeStalePidFile = (paths: DataDirPaths): Promise<void> => rm(pidFile(paths), { force: true })

async function readCommand(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8')
    const [program, args] =
      process.platform === 'win32'
        ? ([
            'powershell',
            ['-Command', `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`],
          ] as const)
        : (['ps', ['-ww', '-o', 'command=', '-p', `${pid}`]] as const)
    return (await promisify(execFile)(program, args)).stdout
  } catch {
    return ''
  }
}
