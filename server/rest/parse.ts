import type { Context } from 'hono'
import type { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { describeProblems, toMessage } from '../http/describe-problems.ts'
import { isAnyJson } from '../http/json-content-type.ts'
import { hasBody } from '../http/limit-body.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON body of a request; undefined when it has none. @throws AppError badInput, unsupportedMediaType */
export async function readJson(c: Context): Promise<unknown> {
  if (!hasBody(c)) return undefined
  const bytes = await c.req.arrayBuffer()
  if (bytes.byteLength === 0) return undefined
  if (!isAnyJson(c.req.header('content-type'))) {
    throw new AppError('unsupportedMediaType', 'The body must be JSON, with Content-Type: application/json')
  }
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new AppError('badInput', 'The body is not valid JSON')
  }
}

/** @throws AppError badInput, which names the field */
export function parseWith<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('badInput', toContractMessage(parsed.error.issues, input))
}

/** In the contract's order: only the unknown keys, else only the first missing field, else every problem. */
function toContractMessage(issues: z.core.$ZodIssue[], input: unknown): string {
  const unknownKeys = issues.find(({ code }) => code === 'unrecognized_keys')
  if (unknownKeys)
    return unknownKeys.path.length === 0 ? toMessage(unknownKeys) : describeProblems([unknownKeys])
  if (issues.some(({ path }) => path.length === 0)) return 'The body must be a JSON object'
  const missing = issues.find(
    ({ code, path: [field, ...rest] }) =>
      code === 'invalid_type' && rest.length === 0 && !Object.hasOwn(Object(input), field ?? ''),
  )
  return missing ? `missing ${missing.path.join('.')}` : describeProblems(issues)
}
