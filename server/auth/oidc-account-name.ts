import { findAccountByName } from '../../core/accounts/accounts.ts'
import type { Db } from '../../core/database/db.ts'
import { accountName } from '../../schema/account.ts'

const maxSuffix = 50

/**
 * A free name for the account of a new identity: the first that fits of those which the provider knows the person by, with a
 * number if they are all taken. The names say nothing about who someone is.
 */
export async function findNameFor(db: Db, profile: Record<string, unknown>): Promise<string | undefined> {
  const { preferred_username: username, nickname, given_name: givenName, name } = profile
  const fullName = typeof name === 'string' ? name.trim().replaceAll(/\s+/g, '.') : undefined
  const names = [username, nickname, givenName, fullName].flatMap(text => {
    const parsed = accountName.safeParse(text)
    return parsed.success ? [parsed.data] : []
  })
  const [first] = names
  if (first === undefined) return undefined
  const numbered = Array.from({ length: maxSuffix }, (_, index) => `${first}-${index + 2}`)
  for (const candidate of [...names, ...numbered])
    if (!(await findAccountByName(db, candidate)) && accountName.safeParse(candidate).success)
      return candidate
  return undefined
}
