import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { Client } from 'pg'
import { StartupError } from '../core/process/startup-error.ts'
import { notWritable, type DataDirPaths } from './data-dir.ts'

export const databaseName = 'taskoverflow'

/** Reads the cluster's password and last port. Only the owner can read the file. */
export async function readUrl({ root, url }: DataDirPaths): Promise<URL | undefined> {
  try {
    return new URL((await readFile(url, 'utf8')).trim())
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'ERR_INVALID_URL') {
      throw new StartupError(
        `${url} is damaged: restore it, or move ${root} away to start with an empty one.`,
        { cause },
      )
    }
    throw notWritable(root, message, cause)
  }
}

export const createUrl = (): URL =>
  new URL(`postgres://${databaseName}:${randomBytes(24).toString('base64url')}@127.0.0.1/${databaseName}`)

export async function writeUrl(paths: DataDirPaths, url: URL): Promise<void> {
  // Renamed into place: a partially written password would make the cluster inaccessible.
  const unfinished = `${paths.url}.unfinished`
  await writeFile(unfinished, `${url.href}\n`, { mode: 0o600 })
  await rename(unfinished, paths.url)
}

// On a busy machine the first connection after a crash has taken more than five seconds.
const connectTimeoutMs = 30_000

/** @param database `postgres` or `databaseName` */
export async function connect(url: URL, database: string): Promise<Client & AsyncDisposable> {
  const target = new URL(url)
  target.pathname = `/${database}`
  const client = new Client({ connectionString: target.href, connectionTimeoutMillis: connectTimeoutMs })
  // Without a listener a broken connection would crash the process.
  client.on('error', () => {})
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}
