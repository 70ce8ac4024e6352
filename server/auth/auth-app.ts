import { Hono } from 'hono'
import { AppError } from '../../core/app-error.ts'
import type { RequestEnv, ServerContext } from '../context.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import { getClientAddress } from '../http/client-address.ts'
import { limitBody } from '../http/limit-body.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { addAccountRoutes } from './account-routes.ts'
import { createPasswordCheck } from './check-password.ts'
import { addJoinRoutes } from './join-routes.ts'
import { createOidcClient, findOidcSettings } from './oidc-client.ts'
import { addOidcRoutes } from './oidc-routes.ts'
import { canUsePasskeys } from './passkey-relying-party.ts'
import { addPasskeyRoutes } from './passkey-routes.ts'
import { addPasswordRoutes } from './password-routes.ts'
import { createSignIn } from './sign-in-session.ts'
import { addTokenRoutes } from './token-routes.ts'

/** Of an account that is signed in, or else of an address. Reading is not counted. */
const maxRequests = 60
const windowSeconds = 60

const reading = new Set(['GET', 'HEAD'])

/** Everything under `/auth`: signing in and out, and what people manage of their account. The page uses it. */
export function createAuthApp(context: ServerContext): Hono<RequestEnv> {
  const { config, log } = context
  const app = new Hono<RequestEnv>()
  if (config.ACCOUNTS === 'off') {
    app.get('/', c => c.json({ accounts: false }))
    app.all('/*', () => {
      throw new AppError('notFound', 'This server has no accounts (ACCOUNTS=off)')
    })
    return app
  }
  const signIn = createSignIn(context)
  const oidcSettings = findOidcSettings(config)
  const oidcClient = oidcSettings && createOidcClient(oidcSettings, log)
  const isPassword = createPasswordCheck(config)
  const limit = createRateLimit(maxRequests, windowSeconds)

  app.use(limitBody())
  app.use(async (c, next) => {
    if (!reading.has(c.req.method))
      limit.count(c, (await signIn.find(c))?.ownerId ?? getClientAddress(c, config))
    return next()
  })

  app.get('/', async c => {
    const principal = await signIn.find(c)
    return c.json({
      accounts: true,
      account: principal?.credential?.kind === 'session' ? principal.account : null,
      methods: {
        passkey: canUsePasskeys(getBaseUrl(c, config)),
        oidc: oidcClient ? { label: oidcClient.label } : null,
      },
    })
  })
  addPasswordRoutes(app, context, signIn, isPassword)
  addPasskeyRoutes(app, context, signIn)
  addOidcRoutes(app, context, signIn, oidcClient)
  addJoinRoutes(app, context, signIn)
  addAccountRoutes(app, context, signIn, isPassword)
  addTokenRoutes(app, context, signIn)
  return app
}
