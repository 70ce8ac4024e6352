import { Navigate, useLocation } from 'react-router'
import { Loading } from '../ui/Loading.tsx'
import { urls } from '../urls.ts'
import { useTitle } from '../use-title.ts'
import { continueAs, openFor, useAccess } from './access.ts'
import { t } from '../messages/sign-in.ts'
import { SignInFrame } from './SignInFrame.tsx'
import { toOwnPath } from './return-to.ts'
import { SignInForm } from './SignInForm.tsx'

/** The view of the sign-in; in place of another view, or above it, when there is no session. */
export function SignIn() {
  const { auth, wasOpen } = useAccess()
  const { pathname, search, hash } = useLocation()
  useTitle(t.form.title)
  const params = new URLSearchParams(search)
  const isView = pathname === urls.signIn
  const returnTo = isView ? toOwnPath(params.get('returnTo')) : pathname + search + hash

  if (!auth) return <Loading />
  if (!auth.accounts || (isView && auth.account)) return <Navigate to={returnTo} replace />
  return (
    <SignInFrame title={t.form.title}>
      <SignInForm
        methods={auth.methods}
        isAgain={wasOpen}
        returnTo={returnTo}
        startProblem={isView ? describeRedirect(params.get('error'), auth.methods.oidc?.label) : undefined}
        onSignedIn={({ name }) => (isView ? openFor(name, returnTo) : continueAs(name))}
      />
    </SignInFrame>
  )
}

/** Why the identity provider has sent the browser back without an identity. */
function describeRedirect(error: string | null, label = t.form.provider): string | undefined {
  const describe = Object.entries(t.form.redirectErrors).find(([name]) => name === error)?.[1]
  return describe?.(label)
}
