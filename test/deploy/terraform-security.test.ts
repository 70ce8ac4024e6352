import { X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type Body, readTerraform } from '../harness/read-terraform.ts'

const { blocks, locals, files } = await readTerraform('aws')
const network = await readTerraform('aws/network')

const all = (type: string): [string, Body][] =>
  [...blocks.resource].filter(([address]) => address.startsWith(`${type}.`))

const readText = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The actions that a role's first statement allows. */
function findActions(role: string): string[] {
  const [first] = findStatements(`aws_iam_policy_document.${role}`)
  return first?.actions ?? []
}

const findStatements = (address: string) =>
  (blocks.data.get(address)?.['statement'] ?? []) as { actions: string[]; resources?: unknown }[]

test('allows traffic from allowed_cidrs only to the load balancer, and behind it only between security groups', () => {
  const rules = all('aws_vpc_security_group_ingress_rule')
  const open = rules.filter(([, rule]) => !('referenced_security_group_id' in rule))
  expect(rules.length).toBeGreaterThan(open.length)
  expect(open).toMatchObject([
    [
      'aws_vpc_security_group_ingress_rule.load_balancer',
      {
        security_group_id: '${aws_security_group.load_balancer.id}',
        cidr_ipv4: '${each.value.cidr}',
        for_each: expect.stringContaining('setproduct(var.allowed_cidrs,'),
      },
    ],
  ])
  for (const [, rule] of rules) expect(rule).not.toHaveProperty('cidr_ipv6')
  for (const [, group] of all('aws_security_group')) expect(group).not.toHaveProperty('ingress')
  expect([...blocks.resource.keys()]).not.toContainEqual(expect.stringMatching(/^aws_security_group_rule\./))
})

test('makes only the load balancer public', () => {
  expect(blocks.resource.get('aws_lb.main')).toMatchObject({ subnets: '${local.public_subnet_ids}' })
  expect(blocks.resource.get('aws_db_instance.main')).toMatchObject({ publicly_accessible: false })
  for (const [, service] of all('aws_ecs_service')) {
    expect(service['network_configuration']).toMatchObject([
      { subnets: '${local.private_subnet_ids}', assign_public_ip: '${var.use_default_vpc}' },
    ])
  }
  for (const [, subnet] of network.blocks.resource)
    expect(subnet).not.toMatchObject({ map_public_ip_on_launch: true })
})

test('keeps secrets out of the state and the environment of tasks', () => {
  const text = [...files.values()].join('\n')
  expect(text).not.toMatch(/^\s*(secret_string|secret_binary|password|master_password)\s*=/m)
  const kept = [...blocks.resource.keys(), ...blocks.data.keys()]
  expect(kept.filter(address => address.includes('random_password'))).toEqual([])
  expect([...blocks.data.keys()].filter(address => address.includes('secret'))).toEqual([])
  expect(locals['programs']).toMatchObject({
    server: { secrets: { PGPASSWORD: expect.any(String), API_TOKEN: expect.any(String) } },
    worker: { secrets: { PGPASSWORD: expect.any(String) } },
  })
  const assigned = text.match(/\b(?:PGPASSWORD|API_TOKEN|OIDC_CLIENT_SECRET) *= *.*$/gm) ?? []
  expect(assigned.length).toBeGreaterThanOrEqual(3)
  const fromSecrets = /local\.secret_arns\b|var\.oidc\[\*\]\.client_secret_arn/
  expect(assigned.filter(line => !fromSecrets.test(line))).toEqual([])
  expect(blocks.resource.get('aws_ecs_task_definition.main')).toMatchObject({
    container_definitions: expect.stringMatching(/secrets = \[.*valueFrom = arn/),
  })
})

test('lets tasks read all of their secrets, and no others', () => {
  const [statement] = findStatements('aws_iam_policy_document.execution').filter(({ actions }) =>
    actions.includes('secretsmanager:GetSecretValue'),
  )
  const { resources } = statement ?? {}
  expect(resources).toBe(
    '${concat([for secret in aws_secretsmanager_secret.main : secret.arn], var.oidc[*].client_secret_arn)}',
  )
})

test('encrypts all storage', () => {
  for (const [, queue] of all('aws_sqs_queue')) expect(queue).toMatchObject({ sqs_managed_sse_enabled: true })
  expect(blocks.resource.get('aws_db_instance.main')).toMatchObject({ storage_encrypted: true })
})

test('grants roles no wildcard actions, and access only to our resources', () => {
  const policies = [...blocks.data.keys()].filter(address => address.startsWith('aws_iam_policy_document.'))
  const statements = policies.flatMap(findStatements)
  expect(statements.flatMap(({ actions }) => actions).filter(action => action.includes('*'))).toEqual([])
  const anywhere = statements.filter(({ resources }) => JSON.stringify(resources)?.includes('"*"'))
  expect(anywhere.flatMap(({ actions }) => actions)).toEqual(['ecr:GetAuthorizationToken'])
})

test('grants server and worker exactly the SQS actions that they use', async () => {
  const sources = (await readdir('core/queue/sqs')).map(name => readText(`core/queue/sqs/${name}`))
  const code = (await Promise.all(sources)).join('\n')
  const commands = new Set(
    [...code.matchAll(/new (\w+?)(?:Batch)?Command\(/g)].map(([, name]) => `sqs:${name}`),
  )
  expect(new Set(findActions('worker'))).toEqual(new Set([...commands, 'sqs:ReceiveMessage']))
  expect(findActions('server')).toEqual(['sqs:GetQueueUrl', 'sqs:SendMessage'])
})

test('drops all privileges that a task does not need', async () => {
  expect(locals['container']).toMatchObject({
    user: 'node',
    readonlyRootFilesystem: true,
    linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ['ALL'] } },
  })
})

test('verifies the database connection with certificates in the image', async () => {
  expect(JSON.stringify(locals['database_url'])).toContain('?sslmode=verify-full&sslrootcert=/app/rds-ca.pem')
  expect(await readText('deploy/Dockerfile')).toMatch(/^COPY deploy\/aws\/rds-ca.pem \.\/$/m)
  expect(blocks.resource.get('aws_db_instance.main')).toMatchObject({
    ca_cert_identifier: 'rds-ca-rsa2048-g1',
  })
  const entries = (await readText('deploy/aws/rds-ca.pem')).split(/^# /m).slice(1)
  expect(entries.length).toBeGreaterThan(20)
  expect(entries.map(entry => entry.split('\n')[0])).toContain('us-east-1')
  for (const entry of entries) {
    const certificate = new X509Certificate(entry.slice(entry.indexOf('-----')))
    expect(certificate.subject).toMatch(
      new RegExp(`^CN=Amazon RDS ${entry.split('\n')[0]} Root CA RSA2048 G1$`, 'm'),
    )
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.ca).toBe(true)
    expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.now())
  }
})
