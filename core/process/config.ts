import { z } from 'zod'
import { defaultRetention, jobRetention } from '../calendar-jobs/job-retention.ts'
import { isBrokerUrl } from '../queue/broker-url.ts'
import { StartupError } from './startup-error.ts'

/** 72 seconds: a file has to be there until it is downloaded. */
const minResultTtlHours = 0.02

/** Digits only: `Number` would also read `0x10`, `1e3` and ` 80 `. */
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

const origin = z
  .string()
  .refine(
    text => parseHttpUrl(text)?.origin === text.replace(/\/$/, '').toLowerCase(),
    'must be origins such as https://app.example.org, without a path',
  )
  .transform(text => new URL(text).origin)

const flag = z.enum(['true', 'false', '1', '0']).transform(value => value === 'true' || value === '1')

/**
 * Every setting, with its default and its one line of documentation: the README's table is made from it.
 * An empty value counts as unset, so that a line `API_TOKEN=` in an env file means what it looks like.
 */
export const environment = z.object({
  PORT: port.default(6400).describe('Port of the server'),
  HOST: z.string().default('127.0.0.1').describe('Address the server listens on (0.0.0.0 in the image)'),
  PUBLIC_URL: baseUrl
    .optional()
    .describe(
      'The address that clients use: absolute URLs begin with it, and requests to other names than its own or localhost are refused; unset: the Host of the request',
    ),
  TRUST_PROXY: flag.default(false).describe('Whether X-Forwarded-Host and X-Forwarded-Proto count'),
  CORS_ORIGINS: z
    .string()
    .transform(value => value.split(',').map(item => item.trim()))
    .pipe(z.array(origin))
    .default([])
    .describe('Other sites whose pages may use the doors, separated by commas'),
  API_TOKEN: z
    .string()
    .regex(/^\S+$/, 'must not contain spaces')
    .optional()
    .describe('What clients must send as `Authorization: Bearer …`; unset: nothing'),
  DATABASE_URL: postgresUrl.optional().describe('PostgreSQL ≥ 15; unset: an embedded one in DATA_DIR'),
  DATA_DIR: z.string().default('.data').describe('Where the embedded PostgreSQL keeps its data'),
  BROKER_URL: brokerUrl
    .optional()
    .describe(
      '`redis://…`; `sqs://` (the SQS queue QUEUE_NAME), `sqs://NAME` or the URL of an SQS queue; unset: the queue lives in PostgreSQL',
    ),
  QUEUE_NAME: z
    .string()
    .regex(/^[\w.-]{1,80}$/, 'must be 1 to 80 letters, digits, dots, dashes or underscores')
    .default('ical')
    .describe('Name of the queue'),
  WORKER_CONCURRENCY: wholeNumber(1, 1000).default(64).describe('Jobs that one worker works on at a time'),
  WORKER_HEALTH_PORT: port.optional().describe("Port of a worker's /livez and /readyz; unset: none"),
  SIMULATED_WORK_SECONDS: decimal(0, 86_400)
    .default(0)
    .describe('Pretended work per job, spread over it (the original slept 50)'),
  LEASE_SECONDS: decimal(1, 3600).default(30).describe('How long a silent worker keeps its job'),
  DRAIN_TIMEOUT_SECONDS: decimal(0, 3600).default(25).describe('How long SIGTERM lets running work finish'),
  RESULT_TTL_HOURS: decimal(minResultTtlHours, 876_000)
    .default(168)
    .describe('How long a finished file is kept; never longer than its job'),
  JOB_RETENTION_DAYS: jobRetention
    .prefault(defaultRetention)
    .describe(
      'Days that jobs are kept after their end, for all (`45`) or by state: `finished` (SUCCESS, REVOKED) and `failed` (FAILURE); 0: permanently. Afterwards they answer 410',
    ),
  FEED_TIMEOUT_SECONDS: decimal(1, 60)
    .default(10)
    .describe('How long a calendar program waits for a feed to be generated'),
  MAX_STREAMS: wholeNumber(1, 1_000_000).default(20_000).describe('Event streams that one server keeps open'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severity that is logged'),
})

/** A setting's default, as it is written in the environment; empty when it has none. */
export const describeDefault = (setting: z.ZodType): string =>
  setting instanceof z.ZodDefault || setting instanceof z.ZodPrefault ? String(setting.def.defaultValue) : ''

export type Config = z.output<typeof environment>

/** @throws StartupError naming every wrong variable at once. */
export function parseEnv(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(set)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw new StartupError(`The environment is not usable. ${problems.join('; ')}.`)
}
