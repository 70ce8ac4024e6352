import { readdir, readFile, readlink } from 'node:fs/promises'
import { readCpuSeconds } from '../harness/cpu-time.ts'
import type { Stage } from './stage.ts'

export type ProcessReading = { rssMb: number; descriptors: number; sockets: number; cpuSeconds: number }

/** A sample of what the operating system, PostgreSQL and the broker report. */
export type Reading = {
  atMs: number
  processes: Map<string, ProcessReading>
  /** Connections by their owner, messages in the queue and unfinished jobs. */
  shared: Map<string, number>
}

export const messages = 'messages in the queue'
export const unfinishedJobs = 'unfinished jobs'
const pageBytes = 4096

export async function takeReading({
  processes,
  pool,
  countMessages,
  countRedisClients,
}: Stage): Promise<Reading> {
  const readings = await Promise.all(
    processes.map(async ({ name, pid }) => [name, await readProcess(pid)] as const),
  )
  const { rows } = await pool.query<{ name: string; count: number }>(
    `select application_name as name, count(*)::int as count from pg_stat_activity
     where application_name like 'taskoverflow %' group by 1 order by 1`,
  )
  const { rows: unfinished } = await pool.query<{ count: number }>(
    'select count(*)::int as count from calendar_job where finished_at is null',
  )
  return {
    atMs: performance.now(),
    processes: new Map(readings),
    shared: new Map([
      ...rows.map(({ name, count }) => [`PostgreSQL connections: ${name}`, count] as const),
      ['Redis clients', await countRedisClients()],
      [messages, await countMessages()],
      [unfinishedJobs, unfinished[0]?.count ?? 0],
    ]),
  }
}

export const namesOfShared = (readings: readonly Reading[]): string[] => [
  ...new Set(readings.flatMap(({ shared }) => [...shared.keys()])),
]

async function readProcess(pid: number): Promise<ProcessReading> {
  const [, resident] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
  const descriptors = await readdir(`/proc/${pid}/fd`)
  const targets = await Promise.all(
    // A descriptor may be closed by now.
    descriptors.map(descriptor => readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => undefined)),
  )
  const open = targets.filter(target => target !== undefined)
  return {
    rssMb: (Number(resident) * pageBytes) / 2 ** 20,
    descriptors: open.length,
    sockets: open.filter(target => target.startsWith('socket:')).length,
    cpuSeconds: await readCpuSeconds(pid),
  }
}
