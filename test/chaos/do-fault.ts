import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { History } from './history.ts'
import type { Fault } from './plan.ts'
import type { Proxy } from './proxy.ts'
import type { ManagedProcess } from './managed-process.ts'
import type { BrokerName, Stage } from './stage.ts'
import { type Role, stepsOf } from './steps.ts'

type Scene = {
  stage: Stage
  broker: BrokerName
  leaseSeconds: number
  history: History
  roll: () => number
}

/** Injects a fault, and ends it if it is a temporary one. */
export async function doFault(scene: Scene, fault: Fault): Promise<void> {
  const { stage, broker, leaseSeconds, history } = scene
  history.countFault(fault.kind)
  switch (fault.kind) {
    case 'kill at a step': {
      const { role, link, mark } = stepsOf(broker)[fault.step]
      const target = findProcess(stage, role, fault.slot)
      target.links[link].setTrap({
        mark,
        when: fault.when,
        spring() {
          target.kill()
          history.countKill(fault.step, fault.when)
        },
      })
      return
    }
    case 'kill':
      findProcess(stage, fault.role, fault.slot).kill()
      return
    case 'freeze past the lease': {
      const target = findProcess(stage, fault.role, fault.slot)
      target.freeze()
      await delay(fault.leases * leaseSeconds * 1000)
      target.thaw()
      return
    }
    case 'SIGTERM storm':
      for (const target of stage.processes) {
        if (fault.role === 'all' || target.role === fault.role) target.terminate()
      }
      return
    case 'database restart':
      await (fault.signal === 'SIGKILL' ? stage.postgres.kill() : stage.postgres.stop())
      await delay(fault.awaySeconds * 1000)
      await stage.postgres.start()
      return
    case 'broker restart': {
      const service = stage.redis ?? stage.sqs
      await service?.stop()
      await delay(fault.awaySeconds * 1000)
      await service?.start()
      return
    }
    case 'broker flush':
      // On PostgreSQL, as if an operator had deleted the messages.
      await (stage.redis
        ? stage.redis.flush()
        : sql`delete from bullmq.job`.execute(stage.db).catch(() => {}))
      return
    case 'broker pause':
      stage.redis?.pause()
      await delay(fault.awaySeconds * 1000)
      stage.redis?.resume()
      return
    case 'black hole': {
      const proxy = findProxy(stage, fault)
      proxy.hold()
      await delay(fault.seconds * 1000)
      if (fault.isCutAfter) proxy.cut()
      proxy.release()
      return
    }
    case 'slow link': {
      const proxy = findProxy(stage, fault)
      proxy.slowDown(fault.delayMs)
      await delay(fault.seconds * 1000)
      proxy.slowDown(0)
      return
    }
    case 'half-open connections':
      findProxy(stage, fault).loseFarEnds()
      return
    case 'reset connections':
      findProxy(stage, fault).cut()
      return
    case 'duplicated messages': {
      const ids = [...history.accepted.keys()]
      const pick = () => ids[Math.floor(scene.roll() * ids.length)] ?? ''
      // Stale messages and messages that no sweep has sent yet, in any order.
      const messages = Array.from({ length: ids.length > 0 ? fault.count : 0 }, () => ({
        jobId: pick(),
        attempt: Math.floor(scene.roll() * 3),
        sends: 1_000 + Math.floor(scene.roll() * 1e6),
      }))
      if (messages.length > 0) await stage.send(messages).catch(() => {})
    }
  }
}

function findProcess({ processes }: Stage, role: Role, n: number): ManagedProcess {
  const withRole = processes.filter(process => process.role === role)
  const process = withRole[n % withRole.length]
  if (!process) throw new Error(`There is no ${role}`)
  return process
}

const findProxy = (
  stage: Stage,
  { role, link, slot }: { role: Role; link: 'database' | 'broker'; slot: number },
): Proxy => findProcess(stage, role, slot).links[link]
