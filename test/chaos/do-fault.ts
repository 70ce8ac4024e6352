import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { History } from './history.ts'
import type { Fault } from './plan.ts'
import type { Proxy } from './proxy.ts'
import type { Slot } from './managed-process.ts'
import type { BrokerName, Stage } from './stage.ts'
import { type Role, stepsOf } from './steps.ts'

type Scene = {
  stage: Stage
  broker: BrokerName
  leaseSeconds: number
  history: History
  roll: () => number
}

/** Does it, and undoes what passes by itself in the world. Resolves when it is over. */
export async function doFault(scene: Scene, fault: Fault): Promise<void> {
  const { stage, broker, leaseSeconds, history } = scene
  history.countFault(fault.kind)
  switch (fault.kind) {
    case 'kill at a step': {
      const { role, link, mark } = stepsOf(broker)[fault.step]
      const slot = slotOf(stage, role, fault.slot)
      slot.links[link].setTrap({
        mark,
        when: fault.when,
        spring() {
          slot.kill()
          history.countKill(fault.step, fault.when)
        },
      })
      return
    }
    case 'kill':
      slotOf(stage, fault.role, fault.slot).kill()
      return
    case 'freeze past the lease': {
      const slot = slotOf(stage, fault.role, fault.slot)
      slot.freeze()
      await delay(fault.leases * leaseSeconds * 1000)
      slot.thaw()
      return
    }
    case 'SIGTERM storm':
      for (const slot of stage.slots) {
        if (fault.role === 'all' || slot.role === fault.role) slot.terminate()
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
      // On PostgreSQL: the messages are lost as they would be by an operator's hand.
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
      const proxy = proxyOf(stage, fault)
      proxy.hold()
      await delay(fault.seconds * 1000)
      if (fault.isCutAfter) proxy.cut()
      proxy.release()
      return
    }
    case 'slow link': {
      const proxy = proxyOf(stage, fault)
      proxy.slowDown(fault.delayMs)
      await delay(fault.seconds * 1000)
      proxy.slowDown(0)
      return
    }
    case 'half-open connections':
      proxyOf(stage, fault).loseFarEnds()
      return
    case 'reset connections':
      proxyOf(stage, fault).cut()
      return
    case 'duplicated messages': {
      const ids = [...history.accepted.keys()]
      const pick = () => ids[Math.floor(scene.roll() * ids.length)] ?? ''
      // Stale ones and such as no sweeper has sent yet, in any order.
      const messages = Array.from({ length: ids.length > 0 ? fault.count : 0 }, () => ({
        jobId: pick(),
        attempt: Math.floor(scene.roll() * 3),
        sends: 1_000 + Math.floor(scene.roll() * 1e6),
      }))
      if (messages.length > 0) await stage.send(messages).catch(() => {})
    }
  }
}

function slotOf({ slots }: Stage, role: Role, n: number): Slot {
  const ofRole = slots.filter(slot => slot.role === role)
  const slot = ofRole[n % ofRole.length]
  if (!slot) throw new Error(`There is no ${role}`)
  return slot
}

const proxyOf = (
  stage: Stage,
  { role, link, slot }: { role: Role; link: 'database' | 'broker'; slot: number },
): Proxy => slotOf(stage, role, slot).links[link]
