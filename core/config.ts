import { z } from 'zod'
import { defaultRetention, jobRetention } from './calendar-jobs/job-retention.ts'
import { isBrokerUrl } from './queue/broker-url.ts'
import { StartupError } from './startup-error.ts'

const port = z.coerce.number().int().min(0).max(65_535)
/** 72 seconds: a file has to be there until it is downloaded. */
const minResultTtlHours = 0.02
const positiveInt = z.coerce.number().int().min(1)

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')

const brokerUrl = z
  .string()
  .refine(
    isBrokerUrl,
    'must be redis://…, rediss://…, sqs://, sqs://NAME or the URL of an SQS queue; leave it unset to use PostgreSQL',
  )

const origin = z
  .string()
  .refine(value => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'must be an http(s) URL')
  .transform(value => value.replace(/\/+$/, ''))

const flag = z.enum(['true', 'false', '1', '0']).transform(value => value === 'true' || value === '1')

/**
 * Every setting, with its default and its one line of documentation: the README's table is made from it.
 * An empty value counts as unset, so that a line `API_TOKEN=` in an env file means what it looks like.
 */
export const environment = z.object({
  PORT: port.default(6400).describe('Port of the server'),
  HOST: z.string().default('127.0.0.1').describe('Address the server listens on (0.0.0.0 in the image)'),
  PUBLIC_URL: origin
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
  WORKER_CONCURRENCY: positiveInt.max(1000).default(64).describe('Jobs that one worker works on at a time'),
  WORKER_HEALTH_PORT: port.optional().describe("Port of a worker's /livez and /readyz; unset: none"),
  SIMULATED_WORK_SECONDS: z.coerce
    .number()
    .min(0)
    .max(86_400)
    .default(0)
    .describe('Pretended work per job, spread over it (the original slept 50)'),
  LEASE_SECONDS: z.coerce
    .number()
    .min(1)
    .max(3600)
    .default(30)
    .describe('How long a silent worker keeps its job'),
  DRAIN_TIMEOUT_SECONDS: z.coerce
    .number()
    .min(0)
    .max(3600)
    .default(25)
    .describe('How long SIGTERM lets running work finish'),
  RESULT_TTL_HOURS: z.coerce
    .number()
    .min(minResultTtlHours)
    .default(168)
    .describe('How long a finished file is kept; never longer than its job'),
  JOB_RETENTION_DAYS: jobRetention
    .prefault(defaultRetention)
    .describe(
      'Days that jobs are kept after their end, for all (`45`) or by state: `finished` (SUCCESS, REVOKED) and `failed` (FAILURE); 0: permanently. Afterwards they answer 410',
    ),
  FEED_TIMEOUT_SECONDS: z.coerce
    .number()
    .min(1)
    .max(60)
    .default(10)
    .describe('How long a calendar program waits for a feed to be made anew'),
  MAX_STREAMS: positiveInt
    .max(1_000_000)
    .default(20_000)
    .describe('Event streams that one server keeps open'),
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
