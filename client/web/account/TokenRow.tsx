import { useNow } from '../use-now.ts'
import { t } from '../messages/account.ts'
import { AccountRow } from './AccountSection.tsx'
import type { AccessToken } from './auth-api.ts'
import { Ago, Day } from '../ui/When.tsx'

type Props = { token: AccessToken; onRevoke: () => void }

export function TokenRow({ token: { name, prefix, scopes, expiresAt, lastUsedAt }, onRevoke }: Props) {
  const now = useNow()
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now
  return (
    <AccountRow
      title={
        <>
          <bdi>{name}</bdi> <code className="account-prefix">{prefix}…</code>
        </>
      }
      facts={
        <>
          {scopes.map(scope => t.tokens.scopeNames[scope]).join(', ')}
          <br />
          {lastUsedAt === null ? t.tokens.neverUsed : t.tokens.lastUsed(<Ago at={lastUsedAt} />)} ·{' '}
          <span className={isExpired ? 'account-expired' : undefined}>
            {expiresAt === null
              ? t.tokens.neverExpires
              : isExpired
                ? t.tokens.expired(<Ago at={expiresAt} />)
                : t.tokens.expires(<Day at={expiresAt} />)}
          </span>
        </>
      }
    >
      <button
        className="button small danger"
        type="button"
        aria-label={t.tokens.revokeNamed(name)}
        onClick={onRevoke}
      >
        {t.tokens.revoke}
      </button>
    </AccountRow>
  )
}
