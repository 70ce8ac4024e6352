import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { environment, parseEnv } from '../../core/process/config.ts'
import { readBrokerUrl } from '../../core/queue/broker-url.ts'
import { keepAliveTimeoutMs } from '../../server/start.ts'
import { heartbeatMs } from '../../server/http/event-streams.ts'
import { type Body, readTerraform } from '../harness/read-terraform.ts'

const { blocks, locals } = await readTerraform('aws')
const defaults = parseEnv({})
const task = blocks.resource.get('aws_ecs_task_definition.main') ?? {}
const containers = String(task['container_definitions'])

type Program = { settings: Record<string, unknown>; health_check: { command: string[] } | null }
const { server, worker } = locals['programs'] as Record<'server' | 'worker', Program>
const ports = locals['ports'] as Record<string, number>

test('the load balancer waits longer than streams are silent, and gives idle connections up before the server', () => {
  const idleMs = Number(blocks.resource.get('aws_lb.main')?.['idle_timeout']) * 1000
  expect(idleMs).toBeGreaterThan(2 * heartbeatMs)
  expect(keepAliveTimeoutMs).toBeGreaterThan(idleMs)
})

test('a task is stopped only after its drain is over', () => {
  const seconds = Number(/stopTimeout = (\d+)/.exec(containers)?.[1])
  // A process that does not get done ends itself 5 s after that limit; Fargate waits for two minutes at most.
  expect(seconds).toBeGreaterThan(defaults.DRAIN_TIMEOUT_SECONDS + 5)
  expect(seconds).toBeLessThanOrEqual(120)
  expect(settable()).not.toContain('DRAIN_TIMEOUT_SECONDS')
})

test('no program starts before the migration has succeeded', () => {
  expect(locals['migrate']).toMatchObject({ command: ['migrate'], essential: false })
  expect(containers).toContain(
    'dependsOn    = [{ containerName = local.migrate.name, condition = "SUCCESS" }]',
  )
  expect(containers).toMatch(/for container in \[\s*local\.migrate,/)
})

test('the settings are ones that the program has, and each is set in one place', () => {
  const shared = locals['settings'] as Body
  const names = [...Object.keys(shared), ...Object.keys(server.settings), ...Object.keys(worker.settings)]
  const known = new Set([...Object.keys(environment.shape), 'AWS_REGION', 'NODE_OPTIONS'])
  expect([...names, ...settable()].filter(name => !known.has(name))).toEqual([])
  expect(settable().filter(name => names.includes(name))).toEqual([])
  expect(readBrokerUrl('sqs://ical', '')).toEqual({ kind: 'sqs', queue: 'ical' })
  expect(shared['BROKER_URL']).toBe('sqs://${aws_sqs_queue.ical.name}')
  expect(blocks.variable.get('queue_name')).toMatchObject({ default: 'ical' })
})

test('health is asked for where it is answered', () => {
  expect(ports['server']).toBe(defaults.PORT)
  expect(blocks.resource.get('aws_lb_target_group.server')).toMatchObject({
    port: '${local.ports.server}',
    health_check: [{ path: '/api/v1/health', matcher: '200' }],
  })
  expect(worker.settings['WORKER_HEALTH_PORT']).toBe('${local.ports.server}')
  expect(worker.health_check?.command.join(' ')).toContain('http://127.0.0.1:${local.ports.server}/readyz')
})

test('a worker is kept as small as npm run worker keeps it', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>
  }
  expect(scripts['worker']).toBe(`node ${String(worker.settings['NODE_OPTIONS'])} run.cjs main.ts worker`)
})

test('messages are polled for long, hidden for a lease, and kept when they come in vain', () => {
  expect(blocks.resource.get('aws_sqs_queue.ical')).toMatchObject({
    receive_wait_time_seconds: 20,
    visibility_timeout_seconds: defaults.LEASE_SECONDS,
    redrive_policy: expect.stringContaining('aws_sqs_queue.dead_letters.arn'),
  })
})

test('workers are as many as the backlog wants', () => {
  const policy = JSON.stringify(blocks.resource.get('aws_appautoscaling_policy.worker'))
  for (const part of ['waiting / workers', 'ApproximateNumberOfMessagesVisible', 'RunningTaskCount'])
    expect(policy).toContain(part)
  expect(blocks.resource.get('aws_ecs_service.worker')).toMatchObject({
    lifecycle: [{ ignore_changes: ['${desired_count}'] }],
  })
})

/** What the variable `settings` lets through. */
function settable(): string[] {
  const [{ condition } = { condition: '' }] = (blocks.variable.get('settings')?.['validation'] ?? []) as {
    condition: string
  }[]
  return [...condition.matchAll(/"([A-Z_]+)"/g)].map(([, name = '']) => name)
}
