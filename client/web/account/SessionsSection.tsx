import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { describeError } from '../describe-error.ts'
import { useAskBeforeLoss } from '../outbox/use-ask-before-loss.tsx'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { leave } from './access.ts'
import { sessions, useEndSession } from './account-queries.ts'
import { t } from '../messages/account.ts'
import { AccountRow, AccountSection } from './AccountSection.tsx'
import { type Session, signOutEverywhere } from './auth-api.ts'
import { describeUserAgent } from './browser-label.ts'
import { Ago } from '../ui/When.tsx'

/** Where the account is signed in. */
export function SessionsSection() {
  const { data, error, refetch } = useQuery(sessions)
  const { mutate, isPending } = useEndSession()
  const heading = useRef<HTMLHeadingElement>(null)
  const [isAsking, setAsking] = useState(false)
  const toast = useToast()

  const end = ({ id }: Session) =>
    mutate(id, {
      onSuccess() {
        heading.current?.focus()
        toast({ text: t.sessions.ended })
      },
      onError: error => toast({ kind: 'error', text: describeError(error).message }),
    })

  return (
    <AccountSection
      title={t.sessions.title}
      about={t.sessions.about}
      headingRef={heading}
      action={
        <button className="button" type="button" onClick={() => setAsking(true)}>
          {t.sessions.endAll}
        </button>
      }
    >
      {!data && !error && <Loading />}
      {!data && error && <LoadFailure title={t.sessions.notLoaded} error={error} onRetry={refetch} />}
      {data && (
        <ul className="card account-rows">
          {data.map(session => {
            const name = describeUserAgent(session.userAgent)
            return (
              <AccountRow
                key={session.id}
                title={
                  <>
                    <span title={session.userAgent}>{name}</span>
                    {session.isCurrent && <span className="account-badge">{t.sessions.current}</span>}
                  </>
                }
                facts={
                  <>
                    {t.sessions.lastUsed(<Ago at={session.lastUsedAt} />)} ·{' '}
                    {t.sessions.signedIn(<Ago at={session.createdAt} />)}
                  </>
                }
              >
                {!session.isCurrent && (
                  <button
                    className="button small"
                    type="button"
                    aria-label={t.sessions.endNamed(name)}
                    aria-disabled={isPending}
                    onClick={() => isPending || end(session)}
                  >
                    {t.sessions.end}
                  </button>
                )}
              </AccountRow>
            )
          })}
        </ul>
      )}
      <Dialog title={t.sessions.endAllTitle} isOpen={isAsking} onClose={() => setAsking(false)}>
        <SignOutEverywhere onCancel={() => setAsking(false)} />
      </Dialog>
    </AccountSection>
  )
}

function SignOutEverywhere({ onCancel }: { onCancel: () => void }) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const askBeforeLoss = useAskBeforeLoss()
  async function signOut() {
    setBusy(true)
    // It leads to the sign-in.
    await leave(signOutEverywhere).catch((error: unknown) => {
      setBusy(false)
      setError(error)
    })
  }
  return (
    <ConfirmAction
      submit={t.sessions.endAll}
      isBusy={isBusy}
      error={error}
      onConfirm={() => askBeforeLoss(() => void signOut())}
      onCancel={onCancel}
    >
      {t.sessions.endAllWhat}
    </ConfirmAction>
  )
}
