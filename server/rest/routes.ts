import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Handler } from 'hono'
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

/**
 * Adds a route. Its handler runs for those who may use the operation, and parses the input itself: a generic validator would
 * neither check in the order of the contract nor use its messages.
 *
 * @param path in Hono's notation
 * @param documented of the OpenAPI document
 */
export type AddRoute = <Path extends string>(
  operation: Operation,
  method: 'get' | 'post' | 'put' | 'delete',
  path: Path,
  summary: string,
  documented: Documented,
) => { handle: (handler: Handler<RequestEnv, Path>) => void }

const errorWire = z.object({ error: z.string() }).openapi('Error')

export const jsonOf = (schema: z.ZodType): Content => ({ 'application/json': { schema } })

/** For routes whose id is a UUID. */
export const uuidParams = z.object({ id: z.uuid() })

/** For streams that can be resumed. */
export const resumeHeaders = z.object({ 'Last-Event-ID': z.string().optional() })

/** For the routes of a single task. */
export const goneAnswer: Documented['answers'] = { 410: ['The task was deleted after its retention time'] }

export const createRoutes =
  (app: RestApp): AddRoute =>
  (operation, method, path, summary, { query, params, headers, body, bodyRequired = true, answers }) => {
    const known = Object.entries(answers).map(([status, [description, ownContent]]) => {
      const content = Number(status) < 400 ? ownContent : jsonOf(errorWire)
      return [status, { description, ...(content && { content }) }]
    })
    app.openAPIRegistry.registerPath({
      method,
      path: path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}'),
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
    return {
      handle(handler) {
        app[method](path, (c, next) => {
          assertMayUse(c.get('principal'), operation)
          return handler(c, next)
        })
      },
    }
  }
