import type { BrokerName } from './stage.ts'

export type Role = 'server' | 'worker'
export type LinkName = 'database' | 'broker'

/** A step in the life of a job. Its process sends `mark` on the link when it takes the step. */
export type Step = { role: Role; link: LinkName; mark: string }

const databaseSteps = {
  'reserve the key': { role: 'server', link: 'database', mark: 'insert into idempotency_key' },
  accept: { role: 'server', link: 'database', mark: 'insert into calendar_job as job' },
  commit: { role: 'server', link: 'database', mark: 'commit' },
  cancel: { role: 'server', link: 'database', mark: "state = 'REVOKED', version" },
  'record unsent': { role: 'server', link: 'database', mark: 'with unsent as' },
  'mark for sending': { role: 'server', link: 'database', mark: 'with due as' },
  'reclaim lost jobs': { role: 'worker', link: 'database', mark: 'with lost as' },
  claim: { role: 'worker', link: 'database', mark: 'with claimable as' },
  'renew leases': { role: 'worker', link: 'database', mark: 'with held as' },
  'find an artifact': { role: 'worker', link: 'database', mark: 'with wanted as' },
  'read the todos': { role: 'worker', link: 'database', mark: 'json_build_array(todos_revision' },
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
