import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { parseWith } from './parse.ts'

const keyHeaders = (description: string) =>
  z.object({ 'Idempotency-Key': idempotencyKey.optional().openapi({ description }) })

/** The header of requests that create a task. */
export const taskKeyHeaders = keyHeaders(
  'The same key with the same options returns the same task for 24 hours',
)

export const todoKeyHeaders = keyHeaders(
  'The same key with the same body returns the same todo for 90 days, as it is then',
)

export const readKey = (c: Context): string | undefined =>
  parseWith(taskKeyHeaders, { 'Idempotency-Key': c.req.header('idempotency-key') })['Idempotency-Key']
