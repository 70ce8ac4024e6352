import { readFile } from 'node:fs/promises'

/** The most memory that a process has had, in megabytes, by the kernel's account. */
export async function readPeakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}
