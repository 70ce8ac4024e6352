import { sql } from 'kysely'
import type { Db } from '../database/db.ts'

/** Expired access tokens stay visible for this time, to say why a client no longer gets in. */
const expiredTokenDays = 90

/** Deletes expired sessions, links, attempts to sign in and, later, access tokens. @returns their number */
export async function deleteExpiredCredentials(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with sessions as (
      delete from session where id in (select id from session where expires_at < now() limit ${limit}) returning 1
    ), links as (
      delete from account_link where token_hash in (
        select token_hash from account_link where expires_at < now() limit ${limit}
      ) returning 1
    ), attempts as (
      delete from sign_in_attempt where token_hash in (
        select token_hash from sign_in_attempt where expires_at < now() limit ${limit}
      ) returning 1
    ), tokens as (
      delete from access_token where id in (
        select id from access_token where expires_at < now() - make_interval(days => ${expiredTokenDays})
        limit ${limit}
      ) returning 1
    )
    select greatest(
      (select count(*) from sessions), (select count(*) from links),
      (select count(*) from attempts), (select count(*) from tokens)
    )::int as count`.execute(db)
  return rows[0]?.count ?? 0
}
