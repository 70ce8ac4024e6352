import { writeFile } from 'node:fs/promises'
import { printSchema } from 'graphql/utilities/printSchema.js'
import { schema } from './schema.ts'

/** Where others read the schema: clients that generate code, and people. */
export const schemaPath = new URL('../../schema/schema.graphql', import.meta.url)

export const printedSchema = `${printSchema(schema)}\n`

if (import.meta.main) await writeFile(schemaPath, printedSchema)
