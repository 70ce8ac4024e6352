import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId, type RequestIdVariables } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { AppError } from '../core/app-error.ts'
import { checkHealth } from '../core/process/health.ts'
import { authenticate } from './http/authenticate.ts'
import type { ServerContext } from './context.ts'
import { createErrorAnswer } from './http/errors.ts'
import { createFeedsDoor } from './feeds/feeds-door.ts'
import { toGraphqlRefusal } from './graphql/errors.ts'
import { createGraphqlDoor } from './graphql/graphql-door.ts'
import { limitBody } from './http/limit-body.ts'
import { requireOwnHost } from './http/allowed-hosts.ts'
import { forbidCaching } from './http/cache-control.ts'
import { allowOrigins } from './http/cors.ts'
import { logRequests } from './http/log-requests.ts'
import { createPage } from './http/web-page.ts'
import { refuseCrossSite } from './http/csrf.ts'
import { createRestDoor } from './rest/rest-door.ts'
import { toTrpcRefusal } from './trpc/errors.ts'
import { createTrpcDoor } from './trpc/trpc-door.ts'

/** The HTTP edge, in the order in which a request meets it. */
export function createApp(context: ServerContext): OpenAPIHono<{ Variables: RequestIdVariables }> {
  const { db, config, log } = context
  const app = new OpenAPIHono<{ Variables: RequestIdVariables }>()
  const answerError = createErrorAnswer(log, { '/graphql': toGraphqlRefusal, '/trpc': toTrpcRefusal })

  app.use(requestId({ headerName: '' }))
  app.use(logRequests(log))
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      // Whether there is TLS is the business of what stands in front.
      strictTransportSecurity: false,
    }),
  )
  app.use(forbidCaching())
  // Before anything is refused, so that a listed page can read why.
  app.use(allowOrigins(config.CORS_ORIGINS))
  app.use(requireOwnHost(config))
  // Before the rules for pages and for the API token: who has a feed's own token needs nothing else.
  app.route('/feeds', createFeedsDoor(context))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allowed) => {
        c.header('Allow', allowed.join(', '))
        return answerError(c, new AppError('methodNotAllowed', `Use ${allowed.join(' or ')} here`))
      },
    }),
  )
  // Before the token is asked for: the page is what asks a person for it.
  app.route('/', createPage())
  app.use(refuseCrossSite(config))
  app.use(authenticate(config))
  app.use(limitBody())

  app.get('/livez', c => c.json({ status: 'ok' }))
  app.get('/readyz', async c => {
    const health = await checkHealth(db, config.LEASE_SECONDS * 1000)
    return c.json(health, health.ready ? 200 : 503)
  })
  app.route('/api/v1', createRestDoor(context))
  app.all('/graphql', createGraphqlDoor(context))
  app.route('/trpc', createTrpcDoor(context))

  app.notFound(c => c.json({ error: 'Not found' }, 404))
  app.onError((error, c) => answerError(c, error))
  return app
}
