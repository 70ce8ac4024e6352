import { useQuery } from '@tanstack/react-query'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useTitle } from '../use-title.ts'
import { SettingsNav } from '../settings/SettingsNav.tsx'
import { account } from './account-queries.ts'
import { t } from '../messages/account.ts'
import './AccountView.css'
import { NotFound } from '../layout/NotFound.tsx'
import { useAccess } from './access.ts'
import { DeleteAccountSection } from './DeleteAccountSection.tsx'
import { PasskeysSection } from './PasskeysSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { SigningInSection } from './SigningInSection.tsx'
import { TokensSection } from './TokensSection.tsx'
import { Day } from '../ui/When.tsx'

/** What belongs to the account: how it signs in, where it is signed in, and its access tokens. */
export function AccountView() {
  const { auth } = useAccess()
  if (auth?.accounts === false) return <NotFound />
  return <OwnAccount />
}

function OwnAccount() {
  const { data, error, refetch } = useQuery(account)
  useTitle(t.account.title)
  return (
    <div className="account-view">
      <SettingsNav />
      <h1>{t.account.title}</h1>
      {!data && !error && <Loading />}
      {!data && error && <LoadFailure title={t.account.notLoaded} error={error} onRetry={refetch} />}
      {data && (
        <>
          <section className="card account-head" aria-label={t.account.title}>
            <bdi className="account-own-name">{data.name}</bdi>
            {data.isAdmin && <span className="account-badge">{t.account.administrator}</span>}
            <span className="muted">{t.account.since(<Day at={data.createdAt} />)}</span>
          </section>
          <SigningInSection account={data} />
          <PasskeysSection account={data} />
          <SessionsSection />
          <TokensSection isAdmin={data.isAdmin} />
          <DeleteAccountSection account={data} />
        </>
      )}
    </div>
  )
}
