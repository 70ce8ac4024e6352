import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { type Scope, scopeNames } from '../../schema/scopes.ts'
import type { Db } from '../database/db.ts'
import type { Credential, Principal } from './principal.ts'
import { hashSecret } from '../secrets.ts'

type Found = Principal | undefined

export type PrincipalFinder = {
  /**
   * Who a session's secret or an access token belongs to; undefined when it is unknown, expired or revoked. It is a promise
   * only when the database must be read.
   */
  find: (kind: Credential['kind'], secret: string) => Found | Promise<Found>
  /** Forgets what is known, so that this server sees a change at once. */
  forget: () => void
}

/** Another server's revocation is seen after this time. */
const principalTtlMs = 5_000
const maxKnown = 10_000

/** Reads each credential from the database at most once in five seconds. That also records when it was last used. */
export function createPrincipalFinder(db: Db, settings: { sessionIdleDays: number }): PrincipalFinder {
  const known = new LRUCache<string, Principal>({ max: maxKnown, ttl: principalTtlMs })

  async function read(key: string, kind: Credential['kind'], secret: string): Promise<Found> {
    const found = await readPrincipal(db, kind, hashSecret(secret), settings.sessionIdleDays)
    if (found) known.set(key, found)
    return found
  }

  return {
    find(kind, secret) {
      // Memory keeps no secret either. This hash takes a third of the time of `hashSecret`.
      const key = hash('sha256', secret, 'latin1')
      return known.get(key) ?? read(key, kind, secret)
    },
    forget: () => known.clear(),
  }
}

type CredentialRow = {
  id: string
  account_id: string
  scopes: Scope[] | null
  name: string
  is_admin: boolean
}

async function readPrincipal(
  db: Db,
  kind: Credential['kind'],
  secretHash: Buffer,
  idleDays: number,
): Promise<Found> {
  const table = sql.table(kind === 'session' ? 'session' : 'access_token')
  const isCurrent =
    kind === 'session'
      ? sql`used.expires_at > now() and used.last_used_at > now() - make_interval(days => ${idleDays})`
      : sql`(used.expires_at is null or used.expires_at > now())`
  const scopes = kind === 'session' ? sql`null::text[]` : sql`used.scopes`
  // One statement: the time of use is written about once a minute, by the way.
  const { rows } = await sql<CredentialRow>`
    with found as (
      select used.id, used.account_id, ${scopes} as scopes, name_of.name, is_admin, last_used_at
      from ${table} used join account name_of on name_of.id = used.account_id
      where token_hash = ${secretHash} and disabled_at is null and ${isCurrent}
    ), noted as (
      update ${table} used set last_used_at = now() from found
      where used.id = found.id
        and (found.last_used_at is null or found.last_used_at < now() - interval '1 minute')
    )
    select id, account_id, scopes, name, is_admin from found`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const allowed = (row.scopes ?? scopeNames).filter(each => each !== 'operate' || row.is_admin)
  return {
    ownerId: row.account_id,
    scopes: allowed,
    account: { name: row.name, isAdmin: row.is_admin },
    credential: { kind, id: row.id },
  }
}

/** Which of these credentials have been revoked or have expired, or belong to a disabled account. */
export async function findRevoked(db: Db, credentials: readonly Credential[]): Promise<Set<string>> {
  const ids = credentials.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${ids}::uuid[]) as given (id)
    where not exists (
      select from session join account on account.id = account_id
      where session.id = given.id and disabled_at is null and expires_at > now()
    ) and not exists (
      select from access_token token join account on account.id = account_id
      where token.id = given.id and disabled_at is null and (expires_at is null or expires_at > now())
    )`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
