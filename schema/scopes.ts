import { z } from 'zod'

/** What an access token can do. `todos:write` includes `todos:read`; `operate` is for administrators. */
export const scopeNames = ['todos:read', 'todos:write', 'jobs', 'feeds', 'dav', 'operate'] as const

export type Scope = (typeof scopeNames)[number]

export const scope = z.enum(scopeNames, `must be one of ${scopeNames.join(', ')}`)

const implied: Partial<Record<Scope, readonly Scope[]>> = { 'todos:write': ['todos:read'] }

/** Whether granted scopes include or imply the scope that an operation needs. */
export const includesScope = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.some(each => each === needed || implied[each]?.includes(needed) === true)
