import { expect, test } from 'vitest'
import { environment, parseEnv } from '../../core/process/config.ts'
import { describeBroker } from '../../core/queue/open-queue.ts'
import { StartupError } from '../../core/process/startup-error.ts'

test('applies the defaults without settings', () => {
  expect(parseEnv({})).toEqual({
    PORT: 6400,
    CORS_ORIGINS: [],
    MAX_STREAMS: 20_000,
    HOST: '127.0.0.1',
    TRUST_PROXY: false,
    ACCOUNTS: 'off',
    SESSION_IDLE_DAYS: 14,
    SESSION_MAX_DAYS: 90,
    RATE_LIMIT: 6_000,
    MAX_TODOS: 1_000_000,
    MAX_FEEDS: 300,
    MAX_WAITING_JOBS: 100_000,
    DATA_DIR: '.data',
    QUEUE_NAME: 'ical',
    WORKER_CONCURRENCY: 64,
    SIMULATED_WORK_SECONDS: 0,
    LEASE_SECONDS: 30,
    DRAIN_TIMEOUT_SECONDS: 25,
    RESULT_TTL_HOURS: 168,
    JOB_RETENTION_DAYS: { finished: 30, failed: 90 },
    FEED_TIMEOUT_SECONDS: 10,
    LOG_LEVEL: 'info',
  })
})

test.for([
  ['45', { finished: 45, failed: 45 }],
  ['0', { finished: 0, failed: 0 }],
  ['finished=7', { finished: 7, failed: 90 }],
  ['failed=0', { finished: 30, failed: 0 }],
  ['failed=1, finished=2', { finished: 2, failed: 1 }],
] as const)('reads JOB_RETENTION_DAYS=%s as %j', ([text, retention]) => {
  expect(parseEnv({ JOB_RETENTION_DAYS: text }).JOB_RETENTION_DAYS).toEqual(retention)
})

test.for([
  ['-1', 'whole days'],
  ['1.5', 'whole days'],
  ['finished=-1', 'whole days'],
  ['finished', 'whole days'],
  ['pending=3', 'whole days'],
  ['finished=1,', 'whole days'],
  ['7,failed=9', 'whole days'],
  ['finished=1,finished=2', 'must not name finished twice'],
] as const)('rejects JOB_RETENTION_DAYS=%s', ([text, problem]) => {
  expect(() => parseEnv({ JOB_RETENTION_DAYS: text })).toThrow(
    new RegExp(`JOB_RETENTION_DAYS: must .*${problem.replace(/^must /, '')}`),
  )
})

test('treats an empty value as unset', () => {
  const empty = Object.fromEntries(Object.keys(environment.shape).map(name => [name, '']))
  expect(parseEnv(empty)).toEqual(parseEnv({}))
})

test('reports all problems at once, each with the name of its variable', () => {
  const wrong = {
    PORT: '65536',
    PUBLIC_URL: 'ftp://example.org',
    TRUST_PROXY: 'perhaps',
    DATABASE_URL: 'mysql://localhost/todos',
    BROKER_URL: 'amqp://localhost',
    QUEUE_NAME: 'a:b',
    WORKER_CONCURRENCY: '0',
    SIMULATED_WORK_SECONDS: '-1',
    LEASE_SECONDS: 'long',
    RESULT_TTL_HOURS: '0.001',
    JOB_RETENTION_DAYS: 'a month',
    LOG_LEVEL: 'loud',
  }
  expect(() => parseEnv(wrong)).toThrow(StartupError)
  for (const name of Object.keys(wrong)) expect(() => parseEnv(wrong)).toThrow(`${name}: `)
})

test('names the variable without repeating its value, which can contain a password', () => {
  const wrong = { DATABASE_URL: 'mysql://me:secret@localhost' }
  expect(() => parseEnv(wrong)).toThrow('DATABASE_URL: must begin with')
  expect(() => parseEnv(wrong)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  )
})

test.for([
  ['PORT', '0x10', 'a whole number from 0 to 65535'],
  ['PORT', '1e3', 'a whole number from 0 to 65535'],
  ['PORT', ' 80 ', 'a whole number from 0 to 65535'],
  ['PORT', '80.5', 'a whole number from 0 to 65535'],
  ['PORT', '-1', 'a whole number from 0 to 65535'],
  ['WORKER_CONCURRENCY', 'many', 'a whole number from 1 to 1000'],
  ['MAX_STREAMS', '1e9', 'a whole number from 1 to 1000000'],
  ['LEASE_SECONDS', 'Infinity', 'a number from 1 to 3600'],
  ['SIMULATED_WORK_SECONDS', 'NaN', 'a number from 0 to 86400'],
  ['DRAIN_TIMEOUT_SECONDS', '1_000', 'a number from 0 to 3600'],
  ['PUBLIC_URL', 'https://todos.example.org/?a=b', 'without credentials, query or fragment'],
  ['PUBLIC_URL', 'https://todos.example.org/#top', 'without credentials, query or fragment'],
  ['PUBLIC_URL', 'https://me:secret@todos.example.org', 'without credentials, query or fragment'],
  ['CORS_ORIGINS', 'https://app.example.org/path', 'origins such as'],
  ['OIDC_ISSUER', 'http://login.example.org', 'must be an https:// URL'],
  ['OIDC_ISSUER', 'http://localhost.example.org', 'must be an https:// URL'],
  ['OIDC_ISSUER', 'https://login.example.org/.well-known/openid-configuration', 'without'],
  ['OIDC_ISSUER', 'https://login.example.org', 'must be set together'],
] as const)('rejects %s=%s and says what it must be', ([name, text, reason]) => {
  expect(() => parseEnv({ [name]: text })).toThrow(name)
  expect(() => parseEnv({ [name]: text })).toThrow(reason)
})

test.for([
  ['PORT', '8080', 8080],
  ['TRUST_PROXY', '1', true],
  ['TRUST_PROXY', 'false', false],
  ['PUBLIC_URL', 'https://todos.example.org/', 'https://todos.example.org'],
  ['BROKER_URL', 'rediss://user:pass@redis:6380/1', 'rediss://user:pass@redis:6380/1'],
  ['BROKER_URL', 'sqs://', 'sqs://'],
  ['BROKER_URL', 'sqs://csse6400_prac.fifo', 'sqs://csse6400_prac.fifo'],
  ['BROKER_URL', 'http://localhost:4566/000000000000/ical', 'http://localhost:4566/000000000000/ical'],
  ['DATABASE_URL', 'postgresql://localhost/todos', 'postgresql://localhost/todos'],
  ['SIMULATED_WORK_SECONDS', '0.5', 0.5],
] as const)('reads %s=%s as %s', ([name, text, value]) => {
  expect(parseEnv({ [name]: text })[name]).toBe(value)
})

test.for(['https://login.example.org/realms/todos/', 'https://login.example.org', 'http://127.0.0.1:8080'])(
  'uses the issuer %s exactly as written',
  OIDC_ISSUER => {
    const oidc = { OIDC_ISSUER, OIDC_CLIENT_ID: 'todos', OIDC_CLIENT_SECRET: 'secret' }
    expect(parseEnv({ ACCOUNTS: 'on', ...oidc })).toMatchObject(oidc)
  },
)

test.for([
  'sqs:',
  'sqs://a/b',
  'sqs://a b',
  'sqs://ical.fifo.fifo',
  `sqs://${'a'.repeat(81)}`,
  'https://sqs.us-east-1.amazonaws.com',
  'https://me:secret@sqs.us-east-1.amazonaws.com/1/ical',
  'https://sqs.us-east-1.amazonaws.com/1/ical?token=secret',
])('rejects BROKER_URL=%s', value => {
  expect(() => parseEnv({ BROKER_URL: value })).toThrow('BROKER_URL: must be redis://')
})

test.for([
  [undefined, 'PostgreSQL'],
  ['redis://me:secret@redis:6379/1', 'redis://redis:6379'],
  ['sqs://', 'SQS queue ical'],
  ['sqs://other.fifo', 'SQS queue other.fifo'],
  ['http://localhost:4566/0/ical', 'SQS queue http://localhost:4566/0/ical'],
] as const)('describes the broker %s as %s', ([brokerUrl, description]) => {
  expect(describeBroker(brokerUrl, 'ical')).toBe(description)
})

test.for(Object.entries(environment.shape))('describes %s', ([, setting]) => {
  expect(setting.description).toMatch(/\w/)
})
