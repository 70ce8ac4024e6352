import { z } from 'zod'
import { scope } from '../scopes.ts'

/** Null with ACCOUNTS=off. `scopes` are those of the access token, or of the session. */
export const accountWire = z
  .object({ name: z.string(), isAdmin: z.boolean(), scopes: z.array(scope) })
  .nullable()

export type AccountWire = z.output<typeof accountWire>
