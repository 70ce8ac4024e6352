import { findAccountByName } from '../../core/accounts/accounts.ts'
import type { Db } from '../../core/database/db.ts'
import { accountName } from '../../schema/account.ts'

const maxSuffix = 50
const maxLength = 50

/**
 * A free name for the account of a new identity: the first free one of those which the provider knows the person by, else the
 * first of them with a number. The names say nothing about who someone is.
 */
export async function findNameFor(db: Db, profile: Record<string, unknown>): Promise<string | undefined> {
  const { preferred_username: username, nickname, given_name: givenName, name, email } = profile
  const local = typeof email === 'string' ? email.split('@')[0] : undefined
  const names = [username, nickname, givenName, name, local].flatMap(toName)
  const first = names[0] ?? 'user'
  const numbered = Array.from({ length: maxSuffix }, (_, index) => `${first}-${index + 2}`)
  for (const candidate of [...names, first, ...numbered])
    if (!(await findAccountByName(db, candidate))) return candidate
  return undefined
}

/** Removes what names cannot have: `Barbara  Liskov (MIT)` becomes `Barbara.Liskov.MIT`. */
function toName(text: unknown): string[] {
  if (typeof text !== 'string') return []
  const parsed = accountName.safeParse(
    text
      .normalize('NFKC')
      .trim()
      .replaceAll(/[\s.]+/g, '.')
      .replaceAll(/[^\p{L}\p{M}\p{N}._@+-]/gu, '')
      .slice(0, maxLength)
      .toWellFormed(),
  )
  return parsed.success ? [parsed.data] : []
}
