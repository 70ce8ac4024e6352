import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { ServerContext } from '../context.ts'
import { document, jsonOf } from './document.ts'
import { addAttemptsRoute } from './attempts-route.ts'
import { addEventsRoute } from './events-route.ts'
import { addFeedRoutes } from './feed-routes.ts'
import { addJobCountsRoute } from './job-counts-route.ts'
import { addJobRoutes } from './job-routes.ts'
import { addResultRoute } from './result-route.ts'
import { addTodoRoutes } from './todo-routes.ts'

const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'TaskOverflow',
    version: '1',
    description: 'Todos, and calendars made of them in the background',
  },
  servers: [{ url: '/api/v1' }],
}

/** Everything under `/api/v1`. */
export function createRestDoor(context: ServerContext): OpenAPIHono {
  const app = new OpenAPIHono()
  document(app, 'get', '/health', 'Whether the process answers', {
    answers: { 200: ['It does', jsonOf(z.object({ status: z.literal('ok') }))] },
  })
  app.get('/health', c => c.json({ status: 'ok' }))
  // Before /todos/{id}, which would take `ical` for an id.
  addJobRoutes(app, context)
  addJobCountsRoute(app, context)
  addAttemptsRoute(app, context)
  addEventsRoute(app, context)
  addResultRoute(app, context)
  addTodoRoutes(app, context)
  addFeedRoutes(app, context)
  app.get('/openapi.json', c => c.json(app.getOpenAPI31Document(openApi)))
  return app
}
