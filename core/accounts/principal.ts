import { localOwner, type OwnerId } from '../../schema/owner.ts'
import { type Scope, scopeNames } from '../../schema/scopes.ts'

/** Who sends a request, and what the request can do. */
export type Principal = {
  ownerId: OwnerId
  scopes: readonly Scope[]
  /** Undefined when there are no accounts (ACCOUNTS=off). */
  account?: { name: string; isAdmin: boolean }
  credential?: Credential
}

export type Credential = { kind: 'session' | 'token'; id: string }

/** With ACCOUNTS=off: one owner, who can do everything. */
export const localPrincipal: Principal = { ownerId: localOwner, scopes: scopeNames }
