import { existsSync, readFileSync, rmdirSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Launch } from '../../../bench/processes.ts'

/** What keeps each process of a run below the same limit. */
export type MemoryLimit = Disposable & {
  /** For the report. */
  description: string
  /** The same launch with the limit around it; the process keeps its id. */
  wrap: (name: string, launch: Launch) => Promise<Launch>
  /** How often the kernel has ended a process of this name because of its limit. */
  countKills: (name: string) => number
  /** Whether nothing holds the limit but those that look at the RSS. */
  isWatched: boolean
}

const v1Root = '/sys/fs/cgroup/memory'
const v2Root = '/sys/fs/cgroup'
const removeEveryMs = 50
const removeAttempts = 40

/** A memory cgroup where one can be made, else a scope of systemd, else nothing but the watchdog's look at the RSS. */
export async function openMemoryLimit(mb: number): Promise<MemoryLimit> {
  return (await openCgroup(mb)) ?? openScope(mb) ?? watchdogOnly(mb)
}

async function openCgroup(mb: number): Promise<MemoryLimit | undefined> {
  const isV1 = existsSync(`${v1Root}/memory.limit_in_bytes`)
  const root = isV1 ? v1Root : v2Root
  if (!isV1 && !readIfThere(`${v2Root}/cgroup.controllers`).includes('memory')) return undefined
  const bytes = String(mb * 2 ** 20)
  const files = isV1
    ? // The second exists where swap is counted; it may not be below the first.
      { 'memory.limit_in_bytes': bytes, 'memory.memsw.limit_in_bytes': bytes }
    : { 'memory.max': bytes, 'memory.swap.max': '0' }
  const groups = new Map<string, string>()

  async function create(name: string): Promise<string> {
    const group = `${root}/taskoverflow-soak-${process.pid}-${name.replaceAll(' ', '-')}`
    await mkdir(group, { recursive: true })
    groups.set(name, group)
    for (const [file, value] of Object.entries(files)) {
      if (existsSync(`${group}/${file}`)) await writeFile(`${group}/${file}`, value)
    }
    return group
  }

  const limit: MemoryLimit = {
    description: `memory cgroup ${isV1 ? 'v1' : 'v2'}, ${mb} MB each`,
    async wrap(name, launch) {
      const group = groups.get(name) ?? (await create(name))
      // The shell moves itself there before it becomes the process: memory counts where it was first touched.
      const script = 'echo $$ > "$0/cgroup.procs" && exec "$@"'
      return { ...launch, command: '/bin/sh', args: ['-c', script, group, launch.command, ...launch.args] }
    },
    countKills(name) {
      const group = groups.get(name)
      if (group === undefined) return 0
      const text = readIfThere(`${group}/${isV1 ? 'memory.oom_control' : 'memory.events'}`)
      return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0)
    },
    isWatched: false,
    [Symbol.dispose]() {
      for (const group of groups.values()) removeGroup(group)
    },
  }
  try {
    // Only trying shows whether this user may, and whether the limit holds.
    const probe = await create('probe')
    await readFile(`${probe}/${isV1 ? 'memory.limit_in_bytes' : 'memory.max'}`)
    return limit
  } catch {
    limit[Symbol.dispose]()
    return undefined
  }
}

/** A group can be removed once the kernel has taken the last process out of it. */
function removeGroup(group: string): void {
  for (let attempt = 0; attempt < removeAttempts; attempt += 1) {
    try {
      return rmdirSync(group)
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, removeEveryMs)
    }
  }
}

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function openScope(mb: number): MemoryLimit | undefined {
  const scope = ['--scope', '--quiet', '--collect', '-p', `MemoryMax=${mb}M`, '-p', 'MemorySwapMax=0']
  const tried = spawnSync('systemd-run', [...scope, 'true'], { stdio: 'ignore', timeout: 5_000 })
  if (tried.status !== 0) return undefined
  return {
    description: `systemd scope, MemoryMax=${mb}M each`,
    wrap: async (_, launch) => ({
      ...launch,
      command: 'systemd-run',
      args: [...scope, launch.command, ...launch.args],
    }),
    countKills: () => 0,
    isWatched: false,
    [Symbol.dispose]() {},
  }
}

const watchdogOnly = (mb: number): MemoryLimit => ({
  description: `watchdog: ends a process whose RSS passes ${mb} MB`,
  wrap: async (_, launch) => launch,
  countKills: () => 0,
  isWatched: true,
  [Symbol.dispose]() {},
})

const watchEveryMs = 200

export type Watched = { name: string; pid: number }

/**
 * Looks at the RSS of the processes several times a second until the signal.
 *
 * @param note what a process uses at this moment
 */
export async function watchMemory(
  list: () => Watched[],
  note: (watched: Watched, rssMb: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const watched of list()) {
      const status = await readFile(`/proc/${watched.pid}/status`, 'utf8').catch(() => '')
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
      if (kilobytes !== undefined) note(watched, Number(kilobytes) / 1024)
    }
    await delay(watchEveryMs, undefined, { signal }).catch(() => {})
  }
}
