import { existsSync, readFileSync, rmdirSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Launch } from '../../../bench/processes.ts'

/** Keeps each process of a run below the same limit. */
export type MemoryLimit = Disposable & {
  /** For the report. */
  description: string
  /** Adds the limit to a launch; the process keeps its id. */
  wrap: (name: string, launch: Launch) => Promise<Launch>
  /** How many processes of this name the kernel has killed because of the limit. */
  countKills: (name: string) => number
  /** Whether only `watchMemory` can enforce the limit. */
  isWatched: boolean
}

const v1Root = '/sys/fs/cgroup/memory'
const v2Root = '/sys/fs/cgroup'
const removeEveryMs = 50
const removeAttempts = 40

/** A memory cgroup if possible, else a systemd scope, else a watchdog that polls the RSS. */
export async function openMemoryLimit(mb: number): Promise<MemoryLimit> {
  return (await openCgroup(mb)) ?? openScope(mb) ?? watchdogOnly(mb)
}

async function openCgroup(mb: number): Promise<MemoryLimit | undefined> {
  const isV1 = existsSync(`${v1Root}/memory.limit_in_bytes`)
  const root = isV1 ? v1Root : v2Root
  if (!isV1 && !readIfPresent(`${v2Root}/cgroup.controllers`).includes('memory')) return undefined
  const bytes = String(mb * 2 ** 20)
  const files = isV1
    ? // The second file exists where swap is counted; its value may not be below the first.
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
      // The shell joins the group before `exec`: memory is charged to the group that first touches it.
      const script = 'echo $$ > "$0/cgroup.procs" && exec "$@"'
      return { ...launch, command: '/bin/sh', args: ['-c', script, group, launch.command, ...launch.args] }
    },
    countKills(name) {
      const group = groups.get(name)
      if (group === undefined) return 0
      const text = readIfPresent(`${group}/${isV1 ? 'memory.oom_control' : 'memory.events'}`)
      return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0)
    },
    isWatched: false,
    [Symbol.dispose]() {
      for (const group of groups.values()) removeGroup(group)
    },
  }
  try {
    // Only an attempt shows whether this user may create groups and set limits.
    const probe = await create('probe')
    await readFile(`${probe}/${isV1 ? 'memory.limit_in_bytes' : 'memory.max'}`)
    return limit
  } catch {
    limit[Symbol.dispose]()
    return undefined
  }
}

/** A group can be removed only after the kernel has removed the last process from it. */
function removeGroup(group: string): void {
  for (let attempt = 0; attempt < removeAttempts; attempt += 1) {
    try {
      return rmdirSync(group)
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, removeEveryMs)
    }
  }
}

const readIfPresent = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

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
  description: `watchdog: kills a process whose RSS exceeds ${mb} MB`,
  wrap: async (_, launch) => launch,
  countKills: () => 0,
  isWatched: true,
  [Symbol.dispose]() {},
})

const watchEveryMs = 200

export type Watched = { name: string; pid: number }

/**
 * Polls the RSS of the processes until the signal.
 *
 * @param note receives each sample
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
