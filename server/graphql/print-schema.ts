import { writeFile } from 'node:fs/promises'
import { printSchema } from 'graphql/utilities/printSchema.js'
import { schema } from './schema.ts'

/** The printed schema, for people and for clients that generate code. */
export const schemaPath = new URL('../../schema/schema.graphql', import.meta.url)

export const printedSchema = `${printSchema(schema)}\n`

// `import.meta.main` is false where a starter imports this file.
if (process.argv[1] === import.meta.filename) await writeFile(schemaPath, printedSchema)
