import type { AccountSummary } from '../../core/accounts/account-summaries.ts'
import type { Instant } from '../../schema/instant.ts'
import { alignColumns } from '../align-columns.ts'

const heading = ['NAME', 'ADMIN', 'SIGNS IN BY', 'CREATED', 'LAST USED', 'DISABLED']

/** `2030-01-02 10:00`, in UTC. */
export const toTime = (instant: Instant): string => instant.slice(0, 16).replace('T', ' ')

/** A line for each account, with aligned columns; `-` is no value. */
export function toTable(accounts: readonly AccountSummary[]): string {
  if (accounts.length === 0) return 'No accounts.'
  return alignColumns([heading, ...accounts.map(toRow)]).join('\n')
}

const toRow = ({
  name,
  isAdmin,
  createdAt,
  lastUsedAt,
  disabledAt,
  ...account
}: AccountSummary): string[] => [
  name,
  isAdmin ? 'yes' : 'no',
  describeSignIn(account),
  toTime(createdAt),
  lastUsedAt === null ? '-' : toTime(lastUsedAt),
  disabledAt === null ? '-' : toTime(disabledAt),
]

type Ways = Pick<AccountSummary, 'hasPassword' | 'passkeys' | 'hasOidc'>

function describeSignIn({ hasPassword, passkeys, hasOidc }: Ways): string {
  const ways = [
    ...(hasPassword ? ['password'] : []),
    ...(passkeys === 0 ? [] : [passkeys === 1 ? 'passkey' : `${passkeys} passkeys`]),
    ...(hasOidc ? ['OIDC'] : []),
  ]
  return ways.join(', ') || '-'
}
