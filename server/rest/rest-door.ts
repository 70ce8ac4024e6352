import { OpenAPIHono, z } from '@hono/zod-openapi'
import { addAccountRoutes } from './account-routes.ts'
import { createRoutes, jsonOf, type RestApp } from './routes.ts'
import { addEventsRoute } from './events-route.ts'
import { addFeedRoutes } from './feed-routes.ts'
import { addImportRoutes } from './import-routes.ts'
import { addJobRoutes } from './job-routes.ts'
import { addListRoutes } from './list-routes.ts'
import { addPreviewRoute } from './preview-route.ts'
import { addResultRoute } from './result-route.ts'
import { addSettingsRoutes } from './settings-routes.ts'
import { addTodoChangeRoutes } from './todo-change-routes.ts'
import { addTodoRoutes } from './todo-routes.ts'

const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'TaskOverflow',
    version: '1',
    description: 'Todos, and calendar files generated from them by background tasks',
  },
  servers: [{ url: '/api/v1' }],
}

/** Everything under `/api/v1`. */
export function createRestDoor(): RestApp {
  const app: RestApp = new OpenAPIHono()
  const route = createRoutes(app)
  route('health', 'get', '/health', 'Liveness check', {
    answers: { 200: ['The process is running', jsonOf(z.object({ status: z.literal('ok') }))] },
  }).handle(c => c.json({ status: 'ok' }))
  // Before /todos/{id}, which would take `ical` for an id.
  addPreviewRoute(route)
  addJobRoutes(route)
  addEventsRoute(route)
  addImportRoutes(route)
  addResultRoute(route)
  addTodoRoutes(route)
  addTodoChangeRoutes(route)
  addFeedRoutes(route)
  addSettingsRoutes(route)
  addListRoutes(route)
  addAccountRoutes(route)
  route('apiDocument', 'get', '/openapi.json', 'Get this document', {
    answers: { 200: ['The OpenAPI document', jsonOf(z.record(z.string(), z.unknown()))] },
  }).handle(c => c.json(app.getOpenAPI31Document(openApi)))
  return app
}
