import { setTimeout as delay } from 'node:timers/promises'
import { connect } from '../../embedded-postgres/url.ts'

const objectInUse = '55006'
const maxAttempts = 100
const retryMs = 50

/** Creates the database `name` as a copy of the one at `template`. @returns its URL */
export async function cloneDatabase(template: URL, name: string): Promise<URL> {
  await using client = await connect(template, 'postgres')
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`create database ${name} template ${template.pathname.slice(1)} strategy file_copy`)
      return new URL(`/${name}`, template)
    } catch (error) {
      // The migration's connections, or autovacuum, may still be in the template.
      if ((error as { code?: string }).code !== objectInUse || attempt === maxAttempts) throw error
      await delay(retryMs)
    }
  }
}
