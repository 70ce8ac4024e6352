import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { Client } from 'pg'
import { StartupError } from '../core/process/startup-error.ts'
import { notWritable, type DataDirPaths } from './data-dir.ts'

export const databaseName = 'taskoverflow'

/** The file holds the cluster's password and the port it had last; only its owner may read it. */
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
  // Renamed into place: a half-written password would lock us out for ever.
  const unfinished = `${paths.url}.unfinished`
  await writeFile(unfinished, `${url.href}\n`, { mode: 0o600 })
  await rename(unfinished, paths.url)
}

// Right after a crash, on a busy machine, the first connection has taken more than five seconds.
const connectTimeoutMs = 30_000

/** Connects to the cluster's own database `postgres` or to ours. */
export async function connect(url: URL, database: string): Promise<Client & AsyncDisposable> {
  const target = new URL(url)
  target.pathname = `/${database}`
  const client = new Client({ connectionString: target.href, connectionTimeoutMillis: connectTimeoutMs })
  // Without a listener a connection that breaks would end the process.
  client.on('error', () => {})
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}
