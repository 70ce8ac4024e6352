import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSearchParams } from 'react-router'
import { Dialog } from '../ui/Dialog.tsx'
import { useKeptDialog } from '../ui/KeptDialog.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { NothingYet } from '../ui/NothingYet.tsx'
import { tokens, useRevokeToken } from './account-queries.ts'
import { t } from '../messages/account.ts'
import { AccountSection } from './AccountSection.tsx'
import type { AccessToken } from './auth-api.ts'
import { ConfirmRemoval } from './ConfirmRemoval.tsx'
import { CreatedToken } from './CreatedToken.tsx'
import { type IssuedToken, TokenForm } from './TokenForm.tsx'
import { TokenRow } from './TokenRow.tsx'

/** In the address: the name of a token to create. Programs lead to it. */
const nameParam = 'token-name'

/** The access tokens of the account. */
export function TokensSection({ isAdmin }: { isAdmin: boolean }) {
  const { data, error, refetch } = useQuery(tokens)
  const [params, setParams] = useSearchParams()
  const proposed = params.get(nameParam) ?? undefined
  const [isCreating, setCreating] = useState(false)
  const [revoked, setRevoked] = useState<AccessToken>()
  const heading = useRef<HTMLHeadingElement>(null)
  const show = useKeptDialog()

  function closeForm() {
    setCreating(false)
    if (proposed === undefined) return
    params.delete(nameParam)
    setParams(params, { replace: true })
  }

  function showToken(token: IssuedToken) {
    // The dialog that is closed returns the focus first.
    flushSync(closeForm)
    show(<CreatedToken token={token} onClose={() => show(null)} />)
  }

  return (
    <AccountSection
      title={t.tokens.title}
      about={t.tokens.about}
      headingRef={heading}
      action={
        <button className="button" type="button" onClick={() => setCreating(true)}>
          {t.tokens.create}
        </button>
      }
    >
      {!data && !error && <Loading />}
      {!data && error && <LoadFailure title={t.tokens.notLoaded} error={error} onRetry={refetch} />}
      {data?.length === 0 && <NothingYet>{t.tokens.none}</NothingYet>}
      {data && data.length > 0 && (
        <ul className="card account-rows">
          {data.map(token => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoked(token)} />
          ))}
        </ul>
      )}
      <Dialog title={t.tokens.createTitle} isOpen={isCreating || proposed !== undefined} onClose={closeForm}>
        <TokenForm proposedName={proposed} isAdmin={isAdmin} onCreated={showToken} onCancel={closeForm} />
      </Dialog>
      <Dialog
        title={t.tokens.revokeTitle}
        isOpen={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
      >
        {revoked && (
          <RevokeToken
            token={revoked}
            onCancel={() => setRevoked(undefined)}
            onRemoved={() => {
              // While a dialog is open, nothing outside of it can be focused; the button that opened it is gone.
              flushSync(() => setRevoked(undefined))
              heading.current?.focus()
            }}
          />
        )}
      </Dialog>
    </AccountSection>
  )
}

type RevokeProps = { token: AccessToken; onCancel: () => void; onRemoved: () => void }

const RevokeToken = ({ token: { id, name }, ...actions }: RevokeProps) => (
  <ConfirmRemoval
    id={id}
    removal={useRevokeToken()}
    submit={t.tokens.revoke}
    done={t.tokens.revoked}
    {...actions}
  >
    {t.tokens.revokeWhat(<bdi>{name}</bdi>)}
  </ConfirmRemoval>
)
