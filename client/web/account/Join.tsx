import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { RefusedError } from '../describe-error.ts'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { urls } from '../urls.ts'
import { useTitle } from '../use-title.ts'
import { useAccess } from './access.ts'
import { t } from '../messages/sign-in.ts'
import { readLink } from './auth-api.ts'
import { SignInFrame } from './SignInFrame.tsx'
import { JoinForm } from './JoinForm.tsx'

/** The view of a link by which the first account is created, a guest joins, or an account is recovered. */
export function Join() {
  const token = useLinkToken()
  const { auth } = useAccess()
  const {
    data: link,
    error,
    refetch,
  } = useQuery({
    queryKey: ['account-link', token],
    queryFn: () => readLink(token ?? ''),
    enabled: token !== undefined,
    staleTime: Infinity,
  })
  const isGone = error instanceof RefusedError && error.status < 500 && error.status !== 429
  const title =
    token === undefined
      ? t.join.none
      : isGone
        ? t.join.gone
        : link
          ? t.join.titles[link.kind]
          : t.join.loading
  useTitle(title)

  if (token === undefined)
    return (
      <SignInFrame title={t.join.none}>
        <p>{t.join.noneWhy}</p>
        <ToSignIn />
      </SignInFrame>
    )
  if (isGone)
    return (
      <SignInFrame title={t.join.gone}>
        <p>
          {t.join.goneWhy} {t.join.goneHelp}
        </p>
        <p className="muted">{t.join.goneAdmin(<code>npm run accounts -- invite</code>)}</p>
        <ToSignIn />
      </SignInFrame>
    )
  if (error) return <LoadFailure title={t.join.notLoaded} error={error} onRetry={refetch} />
  if (!link || !auth?.accounts) return <Loading />
  return (
    <SignInFrame title={t.join.titles[link.kind]}>
      <p>
        {link.name === null ? (
          t.join.intros[link.kind]
        ) : (
          <>
            {t.join.recovers(<bdi>{link.name}</bdi>)} {t.join.intros[link.kind]}
          </>
        )}
      </p>
      {auth.account && <p>{t.join.signedIn(<bdi>{auth.account.name}</bdi>)}</p>}
      <JoinForm key={token} token={token} link={link} methods={auth.methods} />
    </SignInFrame>
  )
}

const ToSignIn = () => (
  <Link className="button primary" to={urls.signIn}>
    {t.join.toSignIn}
  </Link>
)

/** The secret behind the #, which is never sent in an address. It leaves the address bar, and stays with the tab's history entry. */
function useLinkToken(): string | undefined {
  const { hash, state } = useLocation()
  const navigate = useNavigate()
  const fromAddress = hash.length > 1 ? hash.slice(1) : undefined
  useEffect(() => {
    if (fromAddress !== undefined) void navigate(urls.join, { replace: true, state: { token: fromAddress } })
  }, [fromAddress, navigate])
  return fromAddress ?? (state as { token?: string } | null)?.token
}
