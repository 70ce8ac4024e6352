import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import { matchedRoutes } from 'hono/route'
import type { MiddlewareHandler } from 'hono'
import type { RouterRoute } from 'hono/types'
import type { RequestEnv } from '../context.ts'
import { assertMayUse, type Operation } from '../operations/scopes.ts'

export type RestApp = OpenAPIHono<RequestEnv>

type Content = Record<string, { schema: z.ZodType }>

type Documented = {
  query?: z.ZodObject
  params?: z.ZodObject
  headers?: z.ZodObject
  body?: z.ZodType
  bodyRequired?: boolean
  /** Every error has the same content, whatever is given here. */
  answers: Record<number, [description: string, content?: Content]>
}

const errorWire = z.object({ error: z.string() }).openapi('Error')

export const jsonOf = (schema: z.ZodType): Content => ({ 'application/json': { schema } })

/** For the routes of a single task. */
export const goneAnswer: Documented['answers'] = { 410: ['The task was deleted after its retention time'] }

/**
 * Describes a route in the OpenAPI document. The routes parse their input themselves: a generic validator would neither
 * check in the order of the contract nor use its messages.
 */
export function document(
  app: RestApp,
  operation: Operation,
  method: RouteConfig['method'],
  path: string,
  summary: string,
  { query, params, headers, body, bodyRequired = true, answers }: Documented,
): void {
  const known = Object.entries(answers).map(([status, [description, ownContent]]) => {
    const content = Number(status) < 400 ? ownContent : jsonOf(errorWire)
    return [status, { description, ...(content && { content }) }]
  })
  app.openAPIRegistry.registerPath({
    method,
    path,
    operationId: operation,
    summary,
    request: {
      ...(query && { query }),
      ...(params && { params }),
      ...(headers && { headers }),
      ...(body && { body: { content: jsonOf(body), required: bodyRequired } }),
    },
    responses: {
      ...Object.fromEntries(known),
      default: { description: 'An error', content: jsonOf(errorWire) },
    },
  })
}

/** Refuses requests whose principal lacks the scope of the operation. Routes that are not documented are refused too. */
export function requireScopes(app: RestApp): MiddlewareHandler<RequestEnv> {
  let operations: ReadonlyMap<string, string> | undefined
  const operationOf = new WeakMap<RouterRoute, string>()

  function findOperation(route: RouterRoute): string {
    operations ??= listOperations(app)
    const path = route.path.replace(basePath, '').replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}')
    const operation = operations.get(`${route.method} ${path}`) ?? ''
    operationOf.set(route, operation)
    return operation
  }

  return (c, next) => {
    const principal = c.get('principal')
    if (!principal.credential) return next()
    const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')
    if (route) assertMayUse(principal, operationOf.get(route) ?? findOperation(route))
    return next()
  }
}

const basePath = /^\/api\/v1/

function listOperations(app: RestApp): Map<string, string> {
  const operations = new Map<string, string>()
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue
    const { method, path, operationId = '' } = definition.route
    operations.set(`${method.toUpperCase()} ${path}`, operationId)
  }
  return operations
}
