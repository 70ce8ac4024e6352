import { common } from '../messages/common.ts'
import type { Account } from '../../../schema/account.ts'
import type { Scope } from '../../../schema/scopes.ts'
import { RefusedError, UnreachableError } from '../describe-error.ts'

/** How one can sign in, apart from a password. */
export type SignInMethods = {
  /** False where browsers allow no passkeys: over plain HTTP, except at localhost. */
  passkey: boolean
  oidc: { label: string } | null
}

/** Who is signed in, if this server has accounts. */
export type Auth = { accounts: false } | { accounts: true; account: Account | null; methods: SignInMethods }

/** Times are ISO strings. */
export type AccountDetails = Account & { hasPassword: boolean; hasOidc: boolean; createdAt: string }

export type AccountLink = {
  kind: 'setup' | 'invitation' | 'recovery'
  /** Whose account is recovered. */
  name: string | null
  expiresAt: string
}

export type Passkey = { id: string; label: string; createdAt: string; lastUsedAt: string | null }

export type Session = {
  id: string
  isCurrent: boolean
  userAgent: string
  createdAt: string
  lastUsedAt: string
  expiresAt: string
}

export type AccessToken = {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}

export type NewAccessToken = { name: string; scopes: Scope[]; expiresInDays: number | null }

type Entered = { account: Account }

export const readAuth = () => send<Auth>('GET')

export const signIn = (credentials: { name: string; password: string }) =>
  send<Entered>('POST', 'sign-in', credentials)

export const signOut = () => send('POST', 'sign-out')
export const signOutEverywhere = () => send('POST', 'sign-out-everywhere')

export const readLink = (token: string) => send<AccountLink>('POST', 'link', { token })

/** The name is undefined when an account is recovered. */
export const join = (joining: { token: string; name: string | undefined; password: string }) =>
  send<Entered>('POST', 'join', joining)

/** @returns the address of the identity provider, which sends the browser back */
export const startOidc = (request: { token?: string; name?: string | undefined; returnTo?: string }) =>
  send<{ url: string }>('POST', 'oidc', request)

export const readAccount = () => send<AccountDetails>('GET', 'account')

/** The current password is undefined while the account has none. */
export const setPassword = (change: { current: string | undefined; password: string }) =>
  send('PUT', 'password', change)

/** With the password, or the name of an account without one. */
export const deleteAccount = (confirmation: { password: string } | { name: string }) =>
  send('POST', 'delete-account', confirmation)

export const listPasskeys = () => send<Passkey[]>('GET', 'passkeys')
export const removePasskey = (id: string) => send('DELETE', `passkeys/${id}`)

export const listSessions = () => send<Session[]>('GET', 'sessions')
export const endSession = (id: string) => send('DELETE', `sessions/${id}`)

export const listTokens = () => send<AccessToken[]>('GET', 'tokens')
export const createToken = (token: NewAccessToken) =>
  send<AccessToken & { token: string }>('POST', 'tokens', token)
export const revokeToken = (id: string) => send('DELETE', `tokens/${id}`)

const readTimeoutMs = 10_000

/**
 * Sends a request to `/auth`, which recognises the page by its cookie.
 *
 * @throws RefusedError with the server's reason
 * @throws UnreachableError
 */
export async function send<Result = void>(method: string, path?: string, input?: unknown): Promise<Result> {
  const response = await fetch(path === undefined ? '/auth' : `/auth/${path}`, {
    method,
    // Questions may be asked again.
    signal: method === 'GET' ? AbortSignal.timeout(readTimeoutMs) : null,
    ...(input !== undefined && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    }),
  }).catch((cause: unknown) => {
    throw new UnreachableError(cause)
  })
  if (response.status === 204) return undefined as Result
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Result
  const { error } = (answer ?? {}) as { error?: string }
  // From a proxy while the server restarts.
  if (error === undefined && response.status >= 500) throw new UnreachableError(response.status)
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  throw new RefusedError(
    response.status,
    error ?? common.answeredWith(response.status),
    Number.isNaN(retryAfter) ? undefined : retryAfter,
  )
}
