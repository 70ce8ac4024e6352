import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { environment, parseEnv } from '../../core/process/config.ts'

type Service = {
  image: string
  command?: string[]
  container_name?: string
  user?: string
  ports?: string[]
  environment?: Record<string, string | number | null>
  depends_on?: Record<string, { condition: string }>
  restart: string
  stop_grace_period: string
  healthcheck: { test?: string[]; disable?: boolean }
  init?: boolean
  read_only: boolean
  tmpfs: string[]
  cap_drop: string[]
  security_opt: string[]
}

const readText = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')

const { services } = parse(await readText('docker-compose.yml'), { merge: true }) as {
  services: Record<'server' | 'worker' | 'migrate' | 'database' | 'redis', Service>
}
const { server, worker, migrate, database, redis } = services
const ours = [server, worker, migrate]
const longRunning = [server, worker, database, redis]

test('publishes only the server and Redis, and only to this machine', () => {
  expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual([
    '127.0.0.1:6400:6400',
    '127.0.0.1:6379:6379',
  ])
})

test('allows any number of workers', () => {
  expect(worker).not.toHaveProperty('container_name')
  expect(worker).not.toHaveProperty('ports')
})

test('limits the memory of a worker as npm run worker does', async () => {
  const { scripts } = JSON.parse(await readText('package.json')) as { scripts: Record<string, string> }
  expect(scripts['worker']).toBe(`node ${worker.environment?.['NODE_OPTIONS']} run.cjs main.ts worker`)
})

test('ends a drain before the stop grace period', () => {
  const { DRAIN_TIMEOUT_SECONDS } = parseEnv({})
  for (const { environment, stop_grace_period } of [server, worker]) {
    expect(environment).not.toHaveProperty('DRAIN_TIMEOUT_SECONDS')
    expect(stop_grace_period).toMatch(/^\d+s$/)
    // A process that exceeds that limit exits 5 s later.
    expect(parseInt(stop_grace_period)).toBeGreaterThan(DRAIN_TIMEOUT_SECONDS + 5)
  }
})

test('restarts and health-checks every service except the migration', () => {
  for (const { restart, healthcheck } of longRunning) {
    expect(restart).toBe('unless-stopped')
    expect(healthcheck.test?.[0]).toBe('CMD')
  }
  expect(migrate).toMatchObject({ restart: 'no', healthcheck: { disable: true } })
})

test('checks health on the ports that the services listen on', () => {
  const { PORT } = parseEnv({})
  expect(server.healthcheck.test?.join(' ')).toContain(`http://127.0.0.1:${PORT}/readyz`)
  expect(worker.healthcheck.test?.join(' ')).toContain(
    `http://127.0.0.1:${worker.environment?.['WORKER_HEALTH_PORT']}/readyz`,
  )
})

test('starts services after their dependencies', () => {
  const afterMigration = {
    migrate: { condition: 'service_completed_successfully' },
    redis: { condition: 'service_started' },
  }
  expect(server.depends_on).toEqual(afterMigration)
  expect(worker.depends_on).toEqual(afterMigration)
  expect(migrate.depends_on).toEqual({ database: { condition: 'service_healthy' } })
})

test('drops all privileges that a service does not need', () => {
  for (const { cap_drop, security_opt } of Object.values(services)) {
    expect(cap_drop).toEqual(['ALL'])
    expect(security_opt).toEqual(['no-new-privileges:true'])
  }
  for (const { read_only, tmpfs } of [...ours, redis]) {
    expect(read_only).toBe(true)
    expect(tmpfs).toEqual(['/tmp'])
  }
  expect(database.user).toBe('postgres')
  expect(redis.user).toBe('redis')
})

test('runs an init process that forwards signals', () => {
  for (const { init } of ours) expect(init).toBe(true)
})

test('configures Redis never to evict jobs', () => {
  expect(redis.command?.join(' ')).toContain('--maxmemory-policy noeviction')
})

test('sets only known settings', () => {
  for (const service of ours) {
    const { PGPASSWORD: _password, NODE_OPTIONS: _flags, ...settings } = service.environment ?? {}
    expect(Object.keys(environment.shape)).toEqual(expect.arrayContaining(Object.keys(settings)))
    const texts = Object.entries(settings).map(([name, value]) => [name, String(value ?? '')])
    expect(parseEnv(Object.fromEntries(texts))).toMatchObject({ WORKER_HEALTH_PORT: 6400 })
  }
})

test('pins the versions of other images', () => {
  for (const { image } of [database, redis]) expect(image).toMatch(/^[a-z]+:\d+\.\d+$/)
})

test('reads credentials from the environment at run time', () => {
  const password = expect.stringMatching(/^\$\{DATABASE_PASSWORD:-/)
  expect(database.environment).toMatchObject({ POSTGRES_PASSWORD: password })
  for (const service of ours) {
    expect(service.environment).toMatchObject({ PGPASSWORD: password })
    expect(new URL(String(service.environment?.['DATABASE_URL']))).toMatchObject({ password: '' })
  }
})
