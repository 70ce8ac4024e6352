import type { Context } from 'hono'
import type { Principal } from '../../core/accounts/principal.ts'
import type { StoredAccount } from '../../core/accounts/accounts.ts'
import { createSession } from '../../core/accounts/sessions.ts'
import { AppError } from '../../core/app-error.ts'
import type { Account } from '../../schema/account.ts'
import type { ServerContext } from '../context.ts'
import { createAccountCheck } from '../http/authenticate.ts'
import { setSessionCookie } from '../http/session-cookie.ts'

type SessionPrincipal = Required<Principal>

/** How the routes of `/auth` find out who sent a request, and sign someone in. */
export type SignIn = {
  find: (c: Context) => Promise<Principal | undefined>
  /** @throws AppError unauthenticated without a session; forbidden for an access token */
  requireSession: (c: Context) => Promise<SessionPrincipal>
  /** Starts a session. @throws AppError forbidden for a disabled account; as `createSession` */
  start: (c: Context, account: StoredAccount) => Promise<{ account: Account }>
}

export function createSignIn({ db, config, principals }: ServerContext): SignIn {
  const check = createAccountCheck(config, principals)
  const find: SignIn['find'] = async c => (await check(c)).principal
  return {
    find,
    async requireSession(c) {
      const principal = await find(c)
      if (!principal) throw new AppError('unauthenticated', 'Sign in first')
      const { account, credential } = principal
      if (!account || credential?.kind !== 'session')
        throw new AppError('forbidden', 'Access tokens cannot do this; sign in on the page')
      return { ...principal, account, credential }
    },
    async start(c, account) {
      const { name, isAdmin, disabledAt } = account
      if (disabledAt !== null) throw new AppError('forbidden', 'This account is disabled')
      const secret = await createSession(db, {
        account,
        userAgent: c.req.header('user-agent') ?? '',
        maxDays: config.SESSION_MAX_DAYS,
      })
      setSessionCookie(c, config, secret)
      return { account: { name, isAdmin } }
    },
  }
}
