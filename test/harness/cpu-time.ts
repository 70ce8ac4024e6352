import { readFile } from 'node:fs/promises'

/** USER_HZ, the unit of processor time in /proc. */
const ticksPerSecond = 100

/** The processor time that a process has used. */
export async function readCpuSeconds(pid: number): Promise<number> {
  // The process name may contain anything, so split after it; field 3 follows.
  const stat = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? []
  return (Number(stat[11]) + Number(stat[12])) / ticksPerSecond
}
