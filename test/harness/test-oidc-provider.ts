import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { type AdapterPayload, Provider } from 'oidc-provider'
import { listen } from './listen.ts'

type Person = {
  sub: string
  /** What the provider says about them, such as `preferred_username`. */
  claims?: Record<string, string>
}

export type TestOidcProvider = AsyncDisposable & {
  /** Settings of a server that uses it. */
  env: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string }
  /** The person who signs in at the next visit; null to cancel. */
  person: Person | null
  /** Answers every request with 500. */
  isBroken: boolean
}

/**
 * A real OpenID Connect provider on loopback. It requires PKCE. In place of its sign-in page, `person` has signed in and
 * agreed.
 */
export async function startTestOidcProvider(redirectUri: string): Promise<TestOidcProvider> {
  const server = createServer()
  const issuer = `http://127.0.0.1:${await listen(server)}`
  const client = { client_id: 'taskoverflow', client_secret: randomBytes(24).toString('base64url') }
  const people = new Map<string, Person>()

  const test: TestOidcProvider = {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
    },
    person: null,
    isBroken: false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  const provider = new Provider(issuer, {
    adapter: createAdapterFactory(),
    clients: [{ ...client, redirect_uris: [redirectUri], id_token_signed_response_alg: 'ES256' }],
    jwks: { keys: [{ ...createSigningKey(), use: 'sig' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], profile: ['preferred_username', 'nickname', 'given_name', 'name', 'email'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...people.get(sub)?.claims }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: client.client_id,
        ...(oidc.session?.accountId !== undefined && { accountId: oidc.session.accountId }),
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    renderError(ctx, out) {
      ctx.body = out
    },
    ttl: { AccessToken: 60, IdToken: 60, Interaction: 60, Session: 60, Grant: 60 },
  })
  const answerAsProvider = provider.callback()

  server.on('request', (request, response) => {
    const { person, isBroken } = test
    if (isBroken) response.writeHead(500).end()
    else if (request.url !== '/interaction') void answerAsProvider(request, response)
    else {
      if (person) people.set(person.sub, person)
      const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' }
      void provider.interactionFinished(request, response, result)
    }
  })
  return test
}

const createSigningKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })

/** What the provider stores, in memory: its own adapter for that warns on the console. */
function createAdapterFactory() {
  const stored = new Map<string, AdapterPayload>()
  return (model: string) => {
    const find = (id: string) => stored.get(`${model} ${id}`)
    return {
      find: async (id: string) => find(id),
      findByUid: async (uid: string) => Array.from(stored.values()).find(payload => payload.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id: string, payload: AdapterPayload) => void stored.set(`${model} ${id}`, payload),
      consume: async (id: string) => void Object.assign(find(id) ?? {}, { consumed: true }),
      destroy: async (id: string) => void stored.delete(`${model} ${id}`),
      revokeByGrantId: async () => {},
    }
  }
}
