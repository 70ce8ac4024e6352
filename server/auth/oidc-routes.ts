import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { getAccountLink } from '../../core/accounts/account-links.ts'
import { findAccountByName, findAccountByOidc, setOidcIdentity } from '../../core/accounts/accounts.ts'
import { joinByLink } from '../../core/accounts/join.ts'
import { createSignInAttempt, useSignInAttempt } from '../../core/accounts/sign-in-attempts.ts'
import { AppError } from '../../core/app-error.ts'
import { accountName } from '../../schema/account.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import { parseWith, readJson } from '../rest/parse.ts'
import { linkSecret } from './join-routes.ts'
import { findNameFor } from './oidc-account-name.ts'
import type { OidcClient, OidcIdentity } from './oidc-client.ts'
import { type OidcCookie, setOidcCookie, takeOidcCookie } from './oidc-cookie.ts'
import { addError, returnPath } from './oidc-return-path.ts'
import type { SignIn } from './sign-in-session.ts'

const callbackPath = '/auth/oidc/callback'
const signInPath = '/sign-in'

const startBody = z.strictObject({
  token: linkSecret.optional(),
  name: accountName.optional(),
  returnTo: returnPath.default('/'),
})

type Failure = 'no-account' | 'denied' | 'failed'

/**
 * Signing in at an OpenID Connect provider. A new identity joins by a link, or is added to the account that is signed in.
 * The identity is issuer and subject: an e-mail address can change hands.
 */
export function addOidcRoutes(
  app: Hono<RequestEnv>,
  { db, config, log, principals }: ServerContext,
  signIn: SignIn,
  client: OidcClient | undefined,
): void {
  app.post('/oidc', async c => {
    if (!client) throw new AppError('notFound', 'This server has no identity provider')
    const { token, name, returnTo } = parseWith(startBody, await readJson(c))
    const isSignedIn = token === undefined && (await signIn.find(c)) !== undefined
    const { ownerId } = isSignedIn ? await signIn.requireSession(c) : { ownerId: null }
    if (token !== undefined) {
      await getAccountLink(db, token)
      if (name !== undefined && (await findAccountByName(db, name)))
        throw new AppError('conflict', 'name: already in use')
    }
    const redirectUri = getBaseUrl(c, config) + callbackPath
    const { url, ...secrets } = await client.start(redirectUri)
    const attempt = await createSignInAttempt(db, {
      kind: 'oidc',
      accountId: ownerId,
      name: name ?? null,
      returnTo,
      redirectUri,
      ...secrets,
    })
    setOidcCookie(c, config, { attempt, link: token })
    return c.json({ url })
  })

  app.get('/oidc/callback', async c => {
    if (!client) throw new AppError('notFound', 'This server has no identity provider')
    const cookie = takeOidcCookie(c, config)
    const path = cookie ? await finish(c, client, cookie) : addError(signInPath, 'failed')
    return c.redirect(getBaseUrl(c, config) + path)
  })

  /** @returns the path to go to */
  async function finish(
    c: Context,
    client: OidcClient,
    { attempt: secret, link }: OidcCookie,
  ): Promise<string> {
    // Someone who adds an identity is signed in already.
    let failurePath = signInPath
    try {
      const attempt = await useSignInAttempt(db, 'oidc', secret)
      const { accountId, name, returnTo, redirectUri } = attempt
      if (accountId !== null) failurePath = returnTo
      const finished = await client.finish(toCallbackUrl(redirectUri, c.req.url), attempt)
      if ('refusal' in finished) return addError(failurePath, finished.refusal)
      const { identity } = finished
      const failure =
        accountId !== null
          ? await connect(c, accountId, identity)
          : link !== undefined
            ? await join(c, { link, name }, identity)
            : await enter(c, identity)
      return failure === undefined ? returnTo : addError(failurePath, failure)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      log.info({ reason: error.message }, 'A sign-in at the identity provider was not completed')
      return addError(failurePath, 'failed')
    }
  }

  async function enter(c: Context, { issuer, subject }: OidcIdentity): Promise<Failure | undefined> {
    const account = await findAccountByOidc(db, issuer, subject)
    if (!account) return 'no-account'
    await signIn.start(c, account)
    return undefined
  }

  async function connect(
    c: Context,
    accountId: string,
    identity: OidcIdentity,
  ): Promise<Failure | undefined> {
    // The session may have ended, or another account may have signed in.
    const { ownerId } = await signIn.requireSession(c)
    if (ownerId !== accountId) return 'failed'
    await setOidcIdentity(db, accountId, identity)
    return undefined
  }

  async function join(
    c: Context,
    { link, name }: { link: string; name: string | null },
    identity: OidcIdentity,
  ): Promise<undefined> {
    const isRecovery = (await getAccountLink(db, link)).accountId !== null
    const ownName = isRecovery ? undefined : (name ?? (await findNameFor(db, await identity.readProfile())))
    const account = await joinByLink(db, { link, name: ownName }, (tx, id) =>
      setOidcIdentity(tx, id, identity),
    )
    principals.forget()
    await signIn.start(c, account)
  }
}

/** Behind a proxy, a request does not have the URL that the browser was sent to. */
function toCallbackUrl(redirectUri: string, requestUrl: string): URL {
  const url = new URL(redirectUri)
  url.search = new URL(requestUrl).search
  return url
}
