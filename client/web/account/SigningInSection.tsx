import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { describeError } from '../describe-error.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'
import { useAccess } from './access.ts'
import { t } from '../messages/account.ts'
import { t as signInTexts } from '../messages/sign-in.ts'
import { AccountRow, AccountSection } from './AccountSection.tsx'
import { type AccountDetails, startOidc } from './auth-api.ts'
import { PasswordForm } from './PasswordForm.tsx'

/** The password, and the identity at a provider if this server uses one. */
export function SigningInSection({ account }: { account: AccountDetails }) {
  const { auth } = useAccess()
  const oidc = auth?.accounts === true ? auth.methods.oidc : null
  const [search] = useSearchParams()
  const failure = search.get('error')
  const [isOpen, setOpen] = useState(false)
  const toast = useToast()

  async function connect() {
    try {
      const { url } = await startOidc({ returnTo: urls.account })
      location.assign(url)
    } catch (error) {
      toast({ kind: 'error', text: describeError(error).message })
    }
  }

  return (
    <AccountSection title={t.signingIn.title}>
      {oidc && (failure === 'denied' || failure === 'failed') && (
        <p className="problem" role="alert">
          {signInTexts.form.redirectErrors[failure](oidc.label)}
        </p>
      )}
      <ul className="card account-rows">
        <AccountRow
          title={t.signingIn.password}
          facts={account.hasPassword ? t.signingIn.hasPassword : t.signingIn.hasNoPassword}
        >
          <button className="button small" type="button" onClick={() => setOpen(true)}>
            {account.hasPassword ? t.signingIn.change : t.signingIn.set}
          </button>
        </AccountRow>
        {oidc && (
          <AccountRow
            title={oidc.label}
            facts={account.hasOidc ? t.signingIn.connected : t.signingIn.notConnected}
          >
            {!account.hasOidc && (
              <button className="button small" type="button" onClick={() => void connect()}>
                {t.signingIn.connect(oidc.label)}
              </button>
            )}
          </AccountRow>
        )}
      </ul>
      <Dialog
        title={account.hasPassword ? t.signingIn.changeTitle : t.signingIn.set}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <PasswordForm account={account} onClose={() => setOpen(false)} />
      </Dialog>
    </AccountSection>
  )
}
