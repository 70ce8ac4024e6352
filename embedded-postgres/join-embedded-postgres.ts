import type { Config } from '../core/process/config.ts'
import { StartupError } from '../core/process/startup-error.ts'
import { findPaths } from './data-dir.ts'
import { connect, databaseName, readUrl } from './url.ts'

/** Returns DATABASE_URL, or else the URL of the embedded PostgreSQL. @throws StartupError when there is neither */
export const findDatabaseUrl = async ({
  DATABASE_URL,
  DATA_DIR,
}: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>): Promise<string> =>
  DATABASE_URL ?? joinEmbeddedPostgres(DATA_DIR)

/** Returns the URL of the PostgreSQL that another process runs in `dataDir`. @throws StartupError when there is none */
export async function joinEmbeddedPostgres(dataDir: string): Promise<string> {
  const paths = findPaths(dataDir)
  const url = await readUrl(paths)
  if (url && (await answers(url))) return url.href
  throw new StartupError(
    `No embedded PostgreSQL runs in ${paths.root}: run npm start first, or set DATABASE_URL.`,
  )
}

async function answers(url: URL): Promise<boolean> {
  try {
    await using _client = await connect(url, databaseName)
    return true
  } catch {
    return false
  }
}
