import { OpenAPIHono } from '@hono/zod-openapi'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { AppError } from '../core/app-error.ts'
import { checkHealth } from '../core/process/check-health.ts'
import { createAuthApp } from './auth/auth-app.ts'
import { authenticate } from './http/authenticate.ts'
import { provideContext, type RequestEnv, type ServerContext } from './context.ts'
import { createErrorAnswer, type ErrorNotations } from './http/errors.ts'
import { createFeedsApp } from './feeds/feeds-app.ts'
import { toGraphqlRefusal } from './graphql/errors.ts'
import { createGraphqlDoor } from './graphql/graphql-door.ts'
import { limitBody } from './http/limit-body.ts'
import { requireOwnHost } from './http/allowed-hosts.ts'
import { allowOrigins } from './http/cors.ts'
import { logRequests } from './http/log-requests.ts'
import { createPage } from './http/web-page.ts'
import { refuseCrossSite } from './http/csrf.ts'
import { createRestDoor } from './rest/rest-door.ts'
import { toTrpcRefusal } from './trpc/errors.ts'
import { createTrpcDoor } from './trpc/trpc-door.ts'

/** How the doors other than REST write what the edge answers in their place. */
export const errorNotations: ErrorNotations = { '/graphql': toGraphqlRefusal, '/trpc': toTrpcRefusal }

/** The HTTP edge, in the order in which it handles a request. */
export function createApp(context: ServerContext): OpenAPIHono<RequestEnv> {
  const { db, config, log } = context
  const app = new OpenAPIHono<RequestEnv>()
  const answerError = createErrorAnswer(log, errorNotations)

  app.use(requestId({ headerName: '' }))
  // Each middleware costs every request a microsecond.
  if (log.isLevelEnabled('debug')) app.use(logRequests(log))
  // Before anything is refused, so that a page of a listed origin can read the reason.
  if (config.CORS_ORIGINS.length > 0) app.use(allowOrigins(config.CORS_ORIGINS))
  app.use(requireOwnHost(config))
  // Before the rules for pages and for the API token: the token in a feed's URL is enough.
  app.route('/feeds', createFeedsApp(context))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allowed) => {
        c.header('Allow', allowed.join(', '))
        return answerError(c, new AppError('methodNotAllowed', `Use ${allowed.join(' or ')} here`))
      },
    }),
  )
  // Before authentication: the page asks the user for the token.
  app.route('/', createPage())
  app.use(refuseCrossSite(config))
  app.route('/auth', createAuthApp(context))
  app.use(authenticate(config, context.principals))
  app.use(limitBody())

  app.get('/livez', c => c.json({ status: 'ok' }))
  app.get('/readyz', async c => {
    const health = await checkHealth(db, config.LEASE_SECONDS * 1000)
    return c.json(health, health.ready ? 200 : 503)
  })
  app.use(provideContext(context))
  app.route('/api/v1', createRestDoor())
  app.all('/graphql', createGraphqlDoor())
  app.route('/trpc', createTrpcDoor())

  app.notFound(c => c.json({ error: 'Not found' }, 404))
  app.onError((error, c) => answerError(c, error))
  return app
}
