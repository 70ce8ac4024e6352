import { z } from 'zod'

/** Chosen by the client: the same key with the same input gives the same job for 24 hours, or the same todo for 90 days. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7E]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
