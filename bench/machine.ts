import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { Redis } from 'ioredis'
import { Client } from 'pg'

/** The environment that the numbers depend on. */
export type Machine = { name: string; value: string }[]

/** The name and version of the operating system's kernel, without the build, which the numbers do not depend on. */
export const readSystem = (): string => `${type()} ${release().split('.', 2).join('.')}`

/** The load average of the last minute: other programs disturb every measurement. */
export const readBusyCores = (): number => loadavg()[0] ?? 0

type Servers = { postgres: string; redis: string; peerPostgres: string | undefined }

/** @param run.busyCores before the run @param run.workers our worker processes */
export async function describeMachine(
  urls: Servers,
  { busyCores, workers }: { busyCores: number; workers: number },
): Promise<Machine> {
  const cores = cpus()
  return [
    { name: 'CPU', value: `${cores[0]?.model.trim() ?? 'unknown'}, ${cores.length} cores` },
    { name: 'Memory', value: `${Math.round(totalmem() / 2 ** 30)} GiB` },
    { name: 'System', value: readSystem() },
    { name: 'Load before the run', value: busyCores.toFixed(1) },
    { name: 'Node', value: process.version },
    { name: 'PostgreSQL', value: await readPostgresVersion(urls.postgres) },
    {
      name: "Peer's PostgreSQL",
      value: urls.peerPostgres ? await readPostgresVersion(urls.peerPostgres) : '–',
    },
    { name: 'Redis', value: await readRedisVersion(urls.redis) },
    { name: 'Worker processes', value: `${workers}; the peer's are 2` },
  ]
}

async function readPostgresVersion(connectionString: string): Promise<string> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string; fsync: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync`,
    )
    return rows.map(({ version, fsync }) => `${version}, fsync ${fsync}`).join()
  } finally {
    await client.end()
  }
}

async function readRedisVersion(url: string): Promise<string> {
  const redis = new Redis(url)
  try {
    return /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown'
  } finally {
    redis.disconnect()
  }
}
