import type { BrokerName } from './stage.ts'

export type Role = 'server' | 'worker'
export type LinkName = 'database' | 'broker'

/** A step of a job's life, known by what its process says on a connection when it takes it. */
export type Step = { role: Role; link: LinkName; mark: string }

const databaseSteps = {
  'reserve the key': { role: 'server', link: 'database', mark: 'insert into idempotency_key' },
  accept: { role: 'server', link: 'database', mark: 'insert into calendar_job as job' },
  commit: { role: 'server', link: 'database', mark: 'commit' },
  cancel: { role: 'server', link: 'database', mark: "state = 'REVOKED', version" },
  'note unsent': { role: 'server', link: 'database', mark: 'with unsent as' },
  'mark for sending': { role: 'server', link: 'database', mark: 'with due as' },
  'take lost jobs away': { role: 'worker', link: 'database', mark: 'with lost as' },
  claim: { role: 'worker', link: 'database', mark: 'with claimable as' },
  'renew leases': { role: 'worker', link: 'database', mark: 'with held as' },
  'look for an artifact': { role: 'worker', link: 'database', mark: 'with wanted as' },
  'read the todos': { role: 'worker', link: 'database', mark: 'declare todos' },
  'stage a part': { role: 'worker', link: 'database', mark: 'insert into artifact_staging' },
  'report progress': { role: 'worker', link: 'database', mark: 'set done = ' },
  finish: { role: 'worker', link: 'database', mark: 'insert into artifact (' },
  fail: { role: 'worker', link: 'database', mark: 'set ended_at = now(), error = ' },
} as const satisfies Record<string, Step>

const brokerSteps = {
  postgres: {
    send: { role: 'server', link: 'database', mark: 'add_jobs_bulk(' },
    receive: { role: 'worker', link: 'database', mark: 'move_to_active(' },
    acknowledge: { role: 'worker', link: 'database', mark: 'move_to_completed' },
  },
  redis: {
    send: { role: 'server', link: 'broker', mark: 'calendar' },
    receive: { role: 'worker', link: 'broker', mark: 'bzpopmin' },
    acknowledge: { role: 'worker', link: 'broker', mark: 'returnvalue' },
  },
  sqs: {
    send: { role: 'server', link: 'broker', mark: 'AmazonSQS.SendMessageBatch' },
    receive: { role: 'worker', link: 'broker', mark: 'AmazonSQS.ReceiveMessage' },
    acknowledge: { role: 'worker', link: 'broker', mark: 'AmazonSQS.DeleteMessage' },
  },
} as const satisfies Record<BrokerName, Record<string, Step>>

export type StepName = keyof typeof databaseSteps | keyof (typeof brokerSteps)['postgres']

export const stepsOf = (broker: BrokerName): Record<StepName, Step> => ({
  ...databaseSteps,
  ...brokerSteps[broker],
})

export const stepNames = Object.keys(stepsOf('postgres')) as StepName[]
