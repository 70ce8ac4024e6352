import { createAccessToken } from '../../core/accounts/access-tokens.ts'
import { chooseAccountId, createAccount } from '../../core/accounts/accounts.ts'
import { createSession } from '../../core/accounts/sessions.ts'
import type { Db } from '../../core/database/db.ts'
import type { OwnerId } from '../../schema/owner.ts'
import { type Scope, scopeNames } from '../../schema/scopes.ts'

export type TestAccount = {
  id: OwnerId
  name: string
  /** Headers of a request in a session of its own, as the page sends them. */
  session: { cookie: string; 'sec-fetch-site': string }
  createToken: (scopes?: readonly Scope[]) => Promise<string>
}

/** An account with a session, without the cost of a password. The first one of a database takes over existing data. */
export async function createTestAccount(
  db: Db,
  name: string,
  { isFirst = false, isAdmin = isFirst }: { isFirst?: boolean; isAdmin?: boolean } = {},
): Promise<TestAccount> {
  const id = chooseAccountId(isFirst)
  await createAccount(db, { id, name, isAdmin })
  const secret = await createSession(db, {
    account: { id, passwordHash: null },
    userAgent: 'test',
    maxDays: 1,
  })
  return {
    id,
    name,
    session: { cookie: `taskoverflow_session=${secret}`, 'sec-fetch-site': 'same-origin' },
    createToken: async (scopes = scopeNames) =>
      (await createAccessToken(db, id, { name: 'test', scopes, expiresInDays: null })).token,
  }
}
