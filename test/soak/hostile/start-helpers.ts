import { fileURLToPath } from 'node:url'
import type { Processes } from '../../../bench/processes.ts'
import type { AttackResult } from './attack-process.ts'
import type { LivezReport, ProbeOrder } from './probe-process.ts'
import type { TargetFacts } from './attack-target.ts'

/** Runs an attack in a process of its own. */
export async function runAttack(
  processes: Processes,
  name: string,
  facts: TargetFacts,
): Promise<AttackResult> {
  await using attacker = await processes.startNode(`attack-${name}`, [resolve('./attack-process.ts')])
  const result = attacker.nextMessage()
  attacker.send({ name, facts })
  return (await result) as AttackResult
}

/** Floods a bare Node.js server with connections, as `readers` floods the service, and returns what its /livez took. */
export async function openBareFlood(processes: Processes) {
  const bare = await processes.startNode('bare', [resolve('./bare-process.ts')])
  const { url } = (await bare.nextMessage()) as { url: string }
  const probe = await startProbe(processes, url)
  probe.pause()
  return async (facts: TargetFacts): Promise<LivezReport> => {
    probe.resume(bare.pid)
    await runAttack(processes, 'readers', { ...facts, url })
    probe.pause()
    return probe.report()
  }
}

export type Probe = {
  pause: () => void
  /** @param pid of the server */
  resume: (pid: number) => void
  /** Returns and resets the results since the last call. */
  report: () => Promise<LivezReport>
}

export async function startProbe(processes: Processes, url: string): Promise<Probe> {
  const prober = await processes.startNode('probe', [resolve('./probe-process.ts')])
  const send = (order: ProbeOrder) => prober.send(order)
  send({ url, what: 'start' })
  return {
    pause: () => send({ what: 'pause' }),
    resume: pid => send({ what: 'resume', pid }),
    async report() {
      const report = prober.nextMessage()
      send({ what: 'report' })
      return (await report) as LivezReport
    },
  }
}

const resolve = (file: string) => fileURLToPath(import.meta.resolve(file))
