import type * as OpenId from 'openid-client'
import { AppError } from '../../core/app-error.ts'
import type { Config } from '../../core/process/config.ts'
import type { Log } from '../../core/process/log.ts'

type OidcStart = { url: string; state: string; nonce: string; codeVerifier: string }

/** The person who has signed in at the provider. Only issuer and subject identify them; people choose the rest themselves. */
export type OidcIdentity = {
  issuer: string
  subject: string
  /** Reads what the provider says about the person, as far as it answers. */
  readProfile: () => Promise<Record<string, unknown>>
}

export type OidcClient = {
  /** What the page calls the provider: its host. */
  label: string
  /** Where to send the browser. @throws AppError unavailable */
  start: (redirectUri: string) => Promise<OidcStart>
  /** Exchanges the code in the URL that the provider has sent the browser to. @throws AppError unavailable */
  finish: (
    callback: URL,
    attempt: Omit<OidcStart, 'url'>,
  ) => Promise<{ identity: OidcIdentity } | { refusal: 'denied' | 'failed' }>
}

export type OidcSettings = { issuer: string; clientId: string; clientSecret: string }

const timeoutSeconds = 10
const scope = 'openid profile'
const unavailable = 'The identity provider cannot be reached; try again, or sign in another way'

/** Undefined without a provider. */
export const findOidcSettings = ({
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
}: Config): OidcSettings | undefined =>
  OIDC_ISSUER !== undefined && OIDC_CLIENT_ID !== undefined && OIDC_CLIENT_SECRET !== undefined
    ? { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET }
    : undefined

/**
 * The authorization code flow with PKCE. The ID token comes from the provider itself over TLS, which stands for checking
 * its signature (OpenID Connect Core §3.1.3.7).
 */
export function createOidcClient({ issuer, clientId, clientSecret }: OidcSettings, log: Log): OidcClient {
  let discovered: Promise<OpenId.Configuration> | undefined

  async function discover(): Promise<OpenId.Configuration> {
    const openId = await loadLibrary()
    return openId.discovery(
      new URL(issuer),
      clientId,
      undefined,
      chooseClientAuthentication(openId, clientSecret),
      {
        timeout: timeoutSeconds,
        // The settings allow plain HTTP on this machine only.
        ...(issuer.startsWith('http:') && { execute: [openId.allowInsecureRequests] }),
      },
    )
  }

  const getConfiguration = () =>
    (discovered ??= discover().catch((error: unknown) => {
      discovered = undefined
      log.warn({ issuer, ...describeFailure(error) }, 'The identity provider could not be discovered')
      throw new AppError('unavailable', unavailable)
    }))

  return {
    label: new URL(issuer).host,
    async start(redirectUri) {
      const configuration = await getConfiguration()
      const openId = await loadLibrary()
      const [state, nonce, codeVerifier] = [
        openId.randomState(),
        openId.randomNonce(),
        openId.randomPKCECodeVerifier(),
      ]
      const url = openId.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await openId.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, state, nonce, codeVerifier }
    },
    async finish(callback, { state, nonce, codeVerifier }) {
      const configuration = await getConfiguration()
      const openId = await loadLibrary()
      try {
        const tokens = await openId.authorizationCodeGrant(configuration, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
        })
        const claims = tokens.claims()
        if (!claims) throw new Error('The provider sent no ID token')
        const readProfile = async () => {
          if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims
          try {
            return {
              ...claims,
              ...(await openId.fetchUserInfo(configuration, tokens.access_token, claims.sub)),
            }
          } catch (error) {
            log.warn({ issuer, ...describeFailure(error) }, 'The identity provider returned no profile')
            return claims
          }
        }
        return { identity: { issuer: claims.iss, subject: claims.sub, readProfile } }
      } catch (error) {
        const isDenied = error instanceof openId.AuthorizationResponseError && error.error === 'access_denied'
        if (!isDenied) log.warn({ issuer, ...describeFailure(error) }, 'Signing in at the provider failed')
        return { refusal: isDenied ? 'denied' : 'failed' }
      }
    },
  }
}

/** Loaded when it is first used: 7 MB that servers without a provider do not need. */
const loadLibrary = () => import('openid-client')

/** OpenID Connect Core §9: in the header of the request, unless the provider says that it accepts the body only. */
function chooseClientAuthentication(openId: typeof OpenId, clientSecret: string): OpenId.ClientAuth {
  const basic = openId.ClientSecretBasic(clientSecret)
  const post = openId.ClientSecretPost(clientSecret)
  return (server, ...request) => {
    const { token_endpoint_auth_methods_supported: supported = ['client_secret_basic'] } = server
    return (supported.includes('client_secret_basic') ? basic : post)(server, ...request)
  }
}

/** What helps an operator. The whole error can contain tokens. */
function describeFailure(error: unknown): Record<string, unknown> {
  const { message: reason, code, error: name, error_description: description, cause } = error as FailureOfOidc
  // The answer to a wrong client secret.
  if (Array.isArray(cause))
    return { reason, ...(cause[0] as { parameters?: object } | undefined)?.parameters }
  return { reason, code, error: name, description, cause: cause instanceof Error ? cause.message : undefined }
}

/** What the errors of openid-client and of `fetch` have in common. */
type FailureOfOidc = Partial<
  Record<'message' | 'code' | 'error' | 'error_description', string> & { cause: unknown }
>
