import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { environment, parseEnv } from '../../core/process/config.ts'
import { readBrokerUrl } from '../../core/queue/broker-url.ts'
import { keepAliveTimeoutMs } from '../../server/start.ts'
import { heartbeatMs } from '../../server/http/open-streams.ts'
import { type Body, readTerraform } from '../harness/read-terraform.ts'

const { blocks, locals } = await readTerraform('aws')
const defaults = parseEnv({})
const task = blocks.resource.get('aws_ecs_task_definition.main') ?? {}
const containers = String(task['container_definitions'])

type Program = {
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
  health_check: { command: string[] } | null
}
const { server, worker } = locals['programs'] as Record<'server' | 'worker', Program>
const ports = locals['ports'] as Record<string, number>

test('sets the idle timeout of the load balancer above the heartbeat and below the keep-alive of the server', () => {
  const idleMs = Number(blocks.resource.get('aws_lb.main')?.['idle_timeout']) * 1000
  expect(idleMs).toBeGreaterThan(2 * heartbeatMs)
  expect(keepAliveTimeoutMs).toBeGreaterThan(idleMs)
})

test('gives a task time to drain before it is stopped', () => {
  const seconds = Number(/stopTimeout = (\d+)/.exec(containers)?.[1])
  // A process that exceeds that limit exits 5 s later; Fargate waits two minutes at most.
  expect(seconds).toBeGreaterThan(defaults.DRAIN_TIMEOUT_SECONDS + 5)
  expect(seconds).toBeLessThanOrEqual(120)
  expect(settable()).not.toContain('DRAIN_TIMEOUT_SECONDS')
})

test('starts programs only after the migration has succeeded', () => {
  expect(locals['migrate']).toMatchObject({ command: ['migrate'], essential: false })
  expect(containers).toContain(
    'dependsOn    = [{ containerName = local.migrate.name, condition = "SUCCESS" }]',
  )
  expect(containers).toMatch(/for container in \[\s*local\.migrate,/)
})

test('sets only known settings, each in one place', () => {
  const shared = locals['settings'] as Body
  const names = [...Object.keys(shared), ...Object.keys(server.settings), ...Object.keys(worker.settings)]
  const known = new Set([...Object.keys(environment.shape), 'AWS_REGION', 'NODE_OPTIONS'])
  expect([...names, ...settable()].filter(name => !known.has(name))).toEqual([])
  expect(settable().filter(name => names.includes(name))).toEqual([])
  expect(readBrokerUrl('sqs://ical', '')).toEqual({ kind: 'sqs', queue: 'ical' })
  expect(shared['BROKER_URL']).toBe('sqs://${aws_sqs_queue.ical.name}')
  expect(blocks.variable.get('queue_name')).toMatchObject({ default: 'ical' })
})

test('trusts the load balancer for the address of a client, to which limits apply', () => {
  expect(parseEnv({ TRUST_PROXY: String(server.settings['TRUST_PROXY']) }).TRUST_PROXY).toBe(true)
})

test('lets people sign in with accounts, and asks for the API token without', async () => {
  expect(server.settings['ACCOUNTS']).toBe('${var.accounts ? "on" : "off"}')
  expect(parseEnv({ ACCOUNTS: 'on', API_TOKEN: '' }).ACCOUNTS).toBe('on')
  expect(() => parseEnv({ ACCOUNTS: 'on', API_TOKEN: 'x' })).toThrow('API_TOKEN')
  // The token is generated without accounts only, and what is null is unset.
  expect(locals['secret_versions']).toBe(
    '${merge({ database-password = 1 }, var.accounts ? {} : { api-token = 1 })}',
  )
  const optional = ['API_TOKEN', 'OIDC_CLIENT_SECRET'].map(name => server.secrets[name])
  for (const value of [...optional, server.settings['OIDC_ISSUER'], server.settings['OIDC_CLIENT_ID']])
    expect(value).toMatch(
      /^\$\{(?:lookup\(local\.secret_arns, "api-token", null\)|one\(var\.oidc\[\*\]\.\w+\))\}$/,
    )
  expect(containers.match(/if (?:value|arn) != null/g)).toHaveLength(2)
  expect(blocks.variable.get('accounts')).toMatchObject({ default: false })
  const start = await readFile('server/start.ts', 'utf8')
  const command = String(blocks.output.get('setup_link_command')?.['value'])
  const [, logged = ''] = /--filter-pattern '\\*"([^"\\]+)/.exec(command) ?? []
  expect(logged).not.toBe('')
  expect(start).toContain(`'${logged}: open this link`)
})

test('checks health on the ports that the programs listen on', () => {
  expect(ports['server']).toBe(defaults.PORT)
  expect(blocks.resource.get('aws_lb_target_group.server')).toMatchObject({
    port: '${local.ports.server}',
    health_check: [{ path: '/api/v1/health', matcher: '200' }],
  })
  expect(worker.settings['WORKER_HEALTH_PORT']).toBe('${local.ports.server}')
  expect(worker.health_check?.command.join(' ')).toContain('http://127.0.0.1:${local.ports.server}/readyz')
})

test('limits the memory of a worker as npm run worker does', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>
  }
  expect(scripts['worker']).toBe(`node ${String(worker.settings['NODE_OPTIONS'])} run.cjs main.ts worker`)
})

test('configures long polling, the lease as visibility timeout, and a dead-letter queue', () => {
  expect(blocks.resource.get('aws_sqs_queue.ical')).toMatchObject({
    receive_wait_time_seconds: 20,
    visibility_timeout_seconds: defaults.LEASE_SECONDS,
    redrive_policy: expect.stringContaining('aws_sqs_queue.dead_letters.arn'),
  })
})

test('scales workers by the backlog', () => {
  const policy = JSON.stringify(blocks.resource.get('aws_appautoscaling_policy.worker'))
  for (const part of ['waiting / workers', 'ApproximateNumberOfMessagesVisible', 'RunningTaskCount'])
    expect(policy).toContain(part)
  expect(blocks.resource.get('aws_ecs_service.worker')).toMatchObject({
    lifecycle: [{ ignore_changes: ['${desired_count}'] }],
  })
})

/** The names that the variable `settings` accepts. */
function settable(): string[] {
  const [{ condition } = { condition: '' }] = (blocks.variable.get('settings')?.['validation'] ?? []) as {
    condition: string
  }[]
  return [...condition.matchAll(/"([A-Z_]+)"/g)].map(([, name = '']) => name)
}
