import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

export type FoundProcess = { pid: number; parent: number; command: string }

/** The running processes whose command line contains `text`. */
export async function findProcesses(text: string): Promise<FoundProcess[]> {
  const all = process.platform === 'linux' ? await readProc() : await readPs()
  return all.filter(({ command }) => command.includes(text))
}

// A slim image has no ps.
async function readProc(): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).map(Number).filter(pid => pid > 0)
  const found = await Promise.all(
    pids.map(async pid => {
      const [stat, command] = await Promise.all(
        ['stat', 'cmdline'].map(name => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
      )
      const [, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
      return { pid, parent: Number(parent), command: command?.replaceAll('\0', ' ') ?? '' }
    }),
  )
  return found
}

async function readPs(): Promise<FoundProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-Awwo', 'pid=,ppid=,command='])
  return stdout.split('\n').map(line => {
    const [pid, parent, ...command] = line.trim().split(/ +/)
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') }
  })
}
