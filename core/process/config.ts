import { z } from 'zod'
import { defaultRetention, jobRetention } from '../calendar-jobs/job-retention.ts'
import { isBrokerUrl } from '../queue/broker-url.ts'
import { isLoopbackName } from './loopback.ts'
import { StartupError } from './startup-error.ts'

/** 72 seconds, enough to download the file. */
const minResultTtlHours = 0.02

/** Digits only: `Number` also accepts `0x10`, `1e3` and ` 80 `. */
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine(
      text => /^\d+$/.test(text) && isWithin(Number(text), min, max),
      `must be a whole number from ${min} to ${max}`,
    )
    .transform(Number)

const decimal = (min: number, max: number) =>
  z
    .string()
    .refine(
      text => /^\d+(?:\.\d+)?$/.test(text) && isWithin(Number(text), min, max),
      `must be a number from ${min} to ${max}`,
    )
    .transform(Number)

const isWithin = (value: number, min: number, max: number) => value >= min && value <= max

const port = wholeNumber(0, 65_535)

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')

const brokerUrl = z
  .string()
  .refine(
    isBrokerUrl,
    'must be redis://…, rediss://…, sqs://, sqs://NAME or the URL of an SQS queue; leave it unset to use PostgreSQL',
  )

const parseHttpUrl = (text: string): URL | undefined => {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

const baseUrl = z
  .string()
  .refine(text => {
    const url = parseHttpUrl(text)
    return url !== undefined && !/[?#]/.test(text) && url.username + url.password === ''
  }, 'must be an http:// or https:// URL without credentials, query or fragment')
  .transform(text => text.replace(/\/+$/, ''))

/** Exactly as the provider writes it: some end with a slash. */
const issuerUrl = z.string().refine(text => {
  const url = parseHttpUrl(text)
  if (!url || /[?#]|\/\.well-known\//.test(text) || url.username + url.password !== '') return false
  return url.protocol === 'https:' || isLoopbackName(url.hostname)
}, 'must be an https:// URL (or http:// on this machine) without credentials, query, fragment or /.well-known/')

const origin = z
  .string()
  .refine(
    text => parseHttpUrl(text)?.origin === text.replace(/\/$/, '').toLowerCase(),
    'must be origins such as https://app.example.org, without a path',
  )
  .transform(text => new URL(text).origin)

const flag = z.enum(['true', 'false', '1', '0']).transform(value => value === 'true' || value === '1')

/**
 * Every setting with its default and description. The table in docs/operations.md and `--help` are generated from it. An empty value
 * counts as unset, like the line `API_TOKEN=` in an env file.
 */
export const environment = z.object({
  PORT: port.default(6400).describe('Port that the server listens on'),
  HOST: z.string().default('127.0.0.1').describe('Address that the server listens on (0.0.0.0 in the image)'),
  PUBLIC_URL: baseUrl
    .optional()
    .describe(
      'Base URL for clients: absolute URLs begin with it, and requests for hosts other than its own or localhost are rejected; unset: the Host header of the request',
    ),
  TRUST_PROXY: flag
    .default(false)
    .describe('Whether to trust X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Proto'),
  CORS_ORIGINS: z
    .string()
    .transform(value => value.split(',').map(item => item.trim()))
    .pipe(z.array(origin))
    .default([])
    .describe('Origins of other sites that can use the APIs, separated by commas'),
  API_TOKEN: z
    .string()
    .regex(/^\S+$/, 'must not contain spaces')
    .optional()
    .describe('Token that clients must send as `Authorization: Bearer …`; unset: no authentication'),
  ACCOUNTS: z
    .enum(['off', 'on'], 'must be on or off')
    .default('off')
    .describe('`on`: people sign in, and each has todos of their own; `off`: everyone has the same todos'),
  OIDC_ISSUER: issuerUrl
    .optional()
    .describe(
      'With ACCOUNTS=on, the issuer URL of the OpenID Connect provider that people can sign in with; unset: none',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('Client ID at the OpenID Connect provider'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('Client secret at the OpenID Connect provider'),
  SESSION_IDLE_DAYS: wholeNumber(1, 3650).default(14).describe('Days without use after which a session ends'),
  SESSION_MAX_DAYS: wholeNumber(1, 3650).default(90).describe('Days after which a session always ends'),
  RATE_LIMIT: wholeNumber(0, 10_000_000)
    .default(6_000)
    .describe(
      'With ACCOUNTS=on, requests per minute and server for each session or access token; 0: no limit',
    ),
  MAX_TODOS: wholeNumber(0, 2_000_000_000)
    .default(1_000_000)
    .describe('Maximum number of todos of an owner, the trash not counted; 0: no limit'),
  MAX_FEEDS: wholeNumber(0, 1_000_000)
    .default(300)
    .describe('Maximum number of feeds of an owner; 0: no limit'),
  MAX_WAITING_JOBS: wholeNumber(0, 1_000_000_000)
    .default(100_000)
    .describe('Maximum number of calendar files and imports of an owner that wait for a worker; 0: no limit'),
  DATABASE_URL: postgresUrl
    .optional()
    .describe('URL of a PostgreSQL ≥ 15; unset: an embedded one in DATA_DIR'),
  DATA_DIR: z.string().default('.data').describe('Directory for the data of the embedded PostgreSQL'),
  BROKER_URL: brokerUrl
    .optional()
    .describe(
      '`redis://…`; `sqs://` (the SQS queue QUEUE_NAME), `sqs://NAME` or the URL of an SQS queue; unset: the queue is in PostgreSQL',
    ),
  QUEUE_NAME: z
    .string()
    .regex(/^[\w.-]{1,80}$/, 'must be 1 to 80 letters, digits, dots, dashes or underscores')
    .default('ical')
    .describe('Name of the queue'),
  WORKER_CONCURRENCY: wholeNumber(1, 1000)
    .default(64)
    .describe(
      'Number of jobs that a worker processes at a time. It keeps half as many extra places for owners who would otherwise wait behind another',
    ),
  WORKER_HEALTH_PORT: port
    .optional()
    .describe(
      'Port for /livez and /readyz of a worker, which is also not ready while waiting jobs are not consumed; unset: none',
    ),
  SIMULATED_WORK_SECONDS: decimal(0, 86_400)
    .default(0)
    .describe('Simulated work per job in seconds (the original slept for 50)'),
  LEASE_SECONDS: decimal(1, 3600)
    .default(30)
    .describe('Seconds without a heartbeat until a worker loses its job'),
  DRAIN_TIMEOUT_SECONDS: decimal(0, 3600)
    .default(25)
    .describe('Seconds that running jobs have to finish after SIGTERM'),
  RESULT_TTL_HOURS: decimal(minResultTtlHours, 876_000)
    .default(168)
    .describe('Hours to keep a generated file; never longer than its job'),
  JOB_RETENTION_DAYS: jobRetention
    .prefault(defaultRetention)
    .describe(
      'Days to keep jobs after they end, for all (`45`) or by state: `finished` (SUCCESS, REVOKED) and `failed` (FAILURE); 0: permanently. Deleted jobs return 410',
    ),
  FEED_TIMEOUT_SECONDS: decimal(1, 60)
    .default(10)
    .describe('Seconds that a request for a feed waits for the file to be generated'),
  MAX_STREAMS: wholeNumber(1, 1_000_000)
    .default(20_000)
    .describe('Maximum number of open event streams per server'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Minimum level of logged messages'),
})

/** Returns a setting's default as it is written in the environment, or an empty string. */
export const describeDefault = (setting: z.ZodType): string =>
  setting instanceof z.ZodDefault || setting instanceof z.ZodPrefault ? String(setting.def.defaultValue) : ''

export type Config = z.output<typeof environment>

function checkAccounts(config: Config, context: z.core.$RefinementCtx<Config>): void {
  const { ACCOUNTS, API_TOKEN, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config
  const report = (name: string, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message })
  if (ACCOUNTS === 'on' && API_TOKEN !== undefined)
    report('API_TOKEN', 'must be unset with ACCOUNTS=on; create an access token instead')
  const given = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET].filter(value => value !== undefined)
  if (given.length > 0 && given.length < 3)
    report('OIDC_ISSUER', 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together')
  if (given.length > 0 && ACCOUNTS === 'off') report('OIDC_ISSUER', 'needs ACCOUNTS=on')
}

/** @throws StartupError that lists every invalid variable */
export function parseEnv(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.superRefine(checkAccounts).safeParse(set)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw new StartupError(`Invalid environment. ${problems.join('; ')}.`)
}
