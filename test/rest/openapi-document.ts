import { z } from 'zod'

export type Schema = Record<string, unknown>
type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type Content = Record<string, { schema: Schema }>
export type Operation = {
  summary: string
  parameters?: Parameter[]
  requestBody?: { content: Content; required?: boolean }
  responses: Record<string, { description: string; content?: Content }>
}
/** The document at /api/v1/openapi.json. */
export type OpenApi = {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export const listOperations = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  )

/** JSON Schema 2020-12, as in OpenAPI 3.1. Objects must not have undocumented properties. */
export function toStrictSchema({ components }: OpenApi, schema: Schema): z.ZodType {
  const strict = JSON.stringify({ ...schema, $defs: components.schemas })
    .replaceAll('#/components/schemas/', '#/$defs/')
    .replaceAll('"type":"object"', '"type":"object","additionalProperties":false')
    .replaceAll('"additionalProperties":false,"additionalProperties":false', '"additionalProperties":false')
  return z.fromJSONSchema(JSON.parse(strict))
}
