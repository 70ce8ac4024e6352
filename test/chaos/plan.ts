import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import type { BrokerName } from './stage.ts'
import { type LinkName, type Role, type StepName, stepNames } from './steps.ts'

/** A fault to inject. `slot` chooses a process of the role, modulo their number. */
export type Fault =
  | { kind: 'kill at a step'; step: StepName; when: 'before' | 'after'; slot: number }
  | { kind: 'kill'; role: Role; slot: number }
  | { kind: 'freeze past the lease'; role: Role; slot: number; leases: number }
  | { kind: 'SIGTERM storm'; role: Role | 'all' }
  | { kind: 'database restart'; signal: 'SIGTERM' | 'SIGKILL'; awaySeconds: number }
  | { kind: 'broker restart'; awaySeconds: number }
  | { kind: 'broker flush' }
  | { kind: 'broker pause'; awaySeconds: number }
  | { kind: 'black hole'; role: Role; link: LinkName; slot: number; seconds: number; isCutAfter: boolean }
  | { kind: 'slow link'; role: Role; link: LinkName; slot: number; seconds: number; delayMs: number }
  | { kind: 'half-open connections'; role: Role; link: LinkName; slot: number }
  | { kind: 'reset connections'; role: Role; link: LinkName; slot: number }
  | { kind: 'duplicated messages'; count: number }

export type PlannedFault = { afterMs: number; fault: Fault }

const slot = fc.nat(7)
const role = fc.constantFrom<Role[]>('server', 'worker')
const link = fc.constantFrom<LinkName[]>('database', 'broker')
const seconds = fc.integer({ min: 1, max: 4 })

const killAtStep = fc.record({
  kind: fc.constant('kill at a step' as const),
  step: fc.constantFrom(...stepNames),
  when: fc.constantFrom('before' as const, 'after' as const),
  slot,
})

const everywhere = [
  { weight: 12, arbitrary: killAtStep },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('kill' as const), role, slot }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('freeze past the lease' as const),
      role,
      slot,
      leases: fc.constantFrom(1.3, 2.2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('SIGTERM storm' as const),
      role: fc.constantFrom('server' as const, 'worker' as const, 'all' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('database restart' as const),
      signal: fc.constantFrom('SIGTERM' as const, 'SIGKILL' as const),
      awaySeconds: fc.constantFrom(0, 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('black hole' as const),
      role,
      link,
      slot,
      seconds,
      isCutAfter: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('slow link' as const),
      role,
      link,
      slot,
      seconds,
      delayMs: fc.integer({ min: 20, max: 400 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('half-open connections' as const), role, link, slot }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reset connections' as const), role, link, slot }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('duplicated messages' as const),
      count: fc.integer({ min: 1, max: 200 }),
    }),
  },
]

const restart = {
  weight: 2,
  arbitrary: fc.record({ kind: fc.constant('broker restart' as const), awaySeconds: fc.constantFrom(0, 2) }),
}
const flush = { weight: 2, arbitrary: fc.record({ kind: fc.constant('broker flush' as const) }) }
const pause = {
  weight: 1,
  arbitrary: fc.record({ kind: fc.constant('broker pause' as const), awaySeconds: seconds }),
}

/** The faults that each broker allows. */
const brokerFaults = {
  postgres: [flush],
  redis: [restart, flush, pause],
  sqs: [restart],
} satisfies Record<BrokerName, object[]>

const minPauseMs = 100

/** The same seed produces the same faults at the same times. */
export function createPlan(
  seed: number,
  broker: BrokerName,
  { durationMs, pauseMs }: { durationMs: number; pauseMs: number },
): PlannedFault[] {
  const planned = fc.record({
    afterMs: fc.integer({ min: minPauseMs, max: Math.max(minPauseMs, Math.round(pauseMs)) }),
    fault: fc.oneof(...everywhere, ...brokerFaults[broker]),
  })
  const maxFaults = Math.ceil(durationMs / minPauseMs)
  const [plan = []] = fc.sample(fc.array(planned, { minLength: maxFaults, maxLength: maxFaults }), {
    seed,
    numRuns: 1,
  })
  return plan
}

/** Random numbers from 0 up to 1, the same for the same seed. */
export function createDice(seed: number): () => number {
  let rolls = 0
  return () => {
    rolls += 1
    return createHash('sha256').update(`${seed} ${rolls}`).digest().readUInt32BE() / 2 ** 32
  }
}
