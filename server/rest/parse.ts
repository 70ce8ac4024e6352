import type { Context } from 'hono'
import type { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { hasBody } from '../limit-body.ts'

const json = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON body of a request, or undefined when there is none. @throws AppError unless it is a JSON object */
export async function readJson(c: Context): Promise<unknown> {
  if (!hasBody(c)) return undefined
  const bytes = await c.req.arrayBuffer()
  if (bytes.byteLength === 0) return undefined
  if (!json.test(c.req.header('content-type') ?? '')) {
    throw new AppError('unsupportedMediaType', 'The body must be JSON, with Content-Type: application/json')
  }
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new AppError('badInput', 'The body is not valid JSON')
  }
}

/** @throws AppError badInput naming the field */
export function parseWith<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('badInput', toMessage(parsed.error.issues, input))
}

/** Of keys that nobody knows there may be as many as a body can hold. */
const longestMessage = 200

/** The contract's order and words: unknown keys come before anything else, a missing title has its own sentence. */
function toMessage(issues: z.core.$ZodIssue[], input: unknown): string {
  const unknownKeys = issues.find(({ code }) => code === 'unrecognized_keys')
  const issue = unknownKeys ?? issues[0]
  if (!issue || (issue.path.length === 0 && !unknownKeys)) return 'The body must be a JSON object'
  const field = issue.path.join('.')
  if (issue.code === 'invalid_type' && issue.path.length === 1 && !Object.hasOwn(Object(input), field))
    return `missing ${field}`
  const message = issue.message.slice(0, longestMessage).toWellFormed()
  return field === '' ? message : `${field}: ${message}`
}
