import { sql } from 'kysely'
import type { SignInAttempt } from '../../schema/sign-in-attempt.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../database/db.ts'
import { createSecret, hashSecret } from '../secrets.ts'

const lifetimeMinutes: Record<SignInAttempt['kind'], number> = {
  'passkey sign-in': 5,
  'passkey registration': 5,
  // People may have to find a second factor at the provider, or to set a new password there.
  oidc: 10,
}

/** @returns the secret that the second request brings back; only its hash is stored */
export async function createSignInAttempt(db: Db, attempt: SignInAttempt): Promise<string> {
  const secret = createSecret()
  await db
    .insertInto('sign_in_attempt')
    .values({
      token_hash: hashSecret(secret),
      data: JSON.stringify(attempt),
      expires_at: sql`now() + make_interval(mins => ${lifetimeMinutes[attempt.kind]})`,
    })
    .execute()
  return secret
}

/** Deletes the attempt, so that it can be used once only, whatever comes of it. @throws AppError gone */
export async function useSignInAttempt<Kind extends SignInAttempt['kind']>(
  db: Db,
  kind: Kind,
  secret: string,
): Promise<Extract<SignInAttempt, { kind: Kind }>> {
  const row = await db
    .deleteFrom('sign_in_attempt')
    .where('token_hash', '=', hashSecret(secret))
    .where(sql<boolean>`data ->> 'kind' = ${kind} and expires_at > now()`)
    .returning('data')
    .executeTakeFirst()
  if (!row) throw new AppError('gone', 'This attempt was already used or has expired; try again')
  return row.data as Extract<SignInAttempt, { kind: Kind }>
}
