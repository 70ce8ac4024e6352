import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type CollectionTag, parse, type ScalarTag } from 'yaml'
import { parseEnv } from '../../core/process/config.ts'
import { courseQueues } from '../../commands/sqs/start-local-sqs.ts'
import { readBrokerUrl } from '../../core/queue/broker-url.ts'

type Service = Record<string, unknown> & {
  command?: string[]
  environment: Record<string, string | null>
  depends_on: Record<string, unknown>
  healthcheck: { test: string[] }
}

type Services = Record<'server' | 'worker', Service> & { redis: null; sqs?: Service }

// Docker Compose's tags: `!override` replaces the value of the first file, `!reset` removes it.
const override: CollectionTag = { tag: '!override', collection: 'map' }
const reset: ScalarTag = { tag: '!reset', resolve: () => null }

async function readServices(name: string): Promise<Services> {
  const text = await readFile(new URL(`../../${name}`, import.meta.url), 'utf8')
  const { services } = parse(text, { merge: true, customTags: [override, reset] }) as { services: Services }
  return services
}

const base = await readServices('docker-compose.yml')
const local = await readServices('docker-compose.sqs.yml')
const aws = await readServices('docker-compose.aws.yml')

test.each([
  ['docker-compose.sqs.yml', local],
  ['docker-compose.aws.yml', aws],
])('makes SQS the broker and removes Redis: %s', (_name, { server, worker, redis }) => {
  expect(redis).toBeNull()
  expect(worker).toEqual(server)
  const texts = Object.entries(server.environment).map(([name, value]) => [name, value ?? ''])
  const { BROKER_URL, QUEUE_NAME } = parseEnv(Object.fromEntries(texts))
  expect(readBrokerUrl(BROKER_URL, QUEUE_NAME)).toEqual({ kind: 'sqs', queue: 'ical' })
  expect(courseQueues).toHaveProperty('ical')
  expect(server.depends_on).not.toHaveProperty('redis')
  expect(server.depends_on['migrate']).toEqual(base.server.depends_on['migrate'])
})

test('gives the local SQS the same restrictions as the program, and publishes it only to this machine', () => {
  const { sqs } = local
  const shared = ['init', 'read_only', 'tmpfs', 'cap_drop', 'security_opt', 'restart', 'stop_grace_period']
  for (const name of shared) expect(sqs?.[name]).toEqual(base.server[name])
  expect(sqs?.['ports']).toEqual(['127.0.0.1:4566:4566'])
  expect(local.server.environment['AWS_ENDPOINT_URL']).toBe('http://sqs:4566')
  expect(sqs?.healthcheck.test.join(' ')).toContain('http://127.0.0.1:4566/')
})

test('reads AWS credentials at run time, from the environment or read-only files', () => {
  const { BROKER_URL: _broker, ...taken } = aws.server.environment
  expect(new Set(Object.values(taken))).toEqual(new Set([null]))
  expect(Object.keys(taken)).toEqual(
    expect.arrayContaining([
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_PROFILE',
    ]),
  )
  expect(aws.server['volumes']).toEqual([
    {
      type: 'bind',
      source: '${AWS_CREDENTIALS_FILE:-/dev/null}',
      target: '/home/node/.aws/credentials',
      read_only: true,
      // A missing file is an error; Docker would otherwise create a directory in its place.
      bind: { create_host_path: false },
    },
  ])
})
