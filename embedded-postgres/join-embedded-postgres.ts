import { StartupError } from '../core/process/startup-error.ts'
import { findPaths } from './data-dir.ts'
import { connect, databaseName, readUrl } from './url.ts'

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
