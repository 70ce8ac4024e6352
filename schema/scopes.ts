import { z } from 'zod'

/** What an access token can do, with a description for the person who creates it. */
export const scopes = {
  'todos:read': 'Read todos, lists, tags, settings and imports',
  'todos:write': 'Read and change them',
  jobs: 'Create, watch and download calendar files',
  feeds: 'Read and change calendar feeds',
  dav: 'Synchronize todos by CalDAV',
  operate: 'Watch and control the queue (administrators only)',
} as const

export type Scope = keyof typeof scopes

export const scopeNames = Object.keys(scopes) as Scope[]

export const scope = z.enum(scopeNames as [Scope, ...Scope[]], `must be one of ${scopeNames.join(', ')}`)

const implied: Partial<Record<Scope, readonly Scope[]>> = { 'todos:write': ['todos:read'] }

/** Whether granted scopes include or imply the scope that an operation needs. */
export const includesScope = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.some(each => each === needed || implied[each]?.includes(needed) === true)
