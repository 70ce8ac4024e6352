import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { StartupError } from '../core/process/startup-error.ts'

/** The user that PostgreSQL runs as. */
export type OsUser = { uid: number; gid: number }

const candidates = ['postgres', '_postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root. Root runs it as the owner of an existing cluster, or else as the first of
 * `candidates` that exists; other users run it as themselves (`undefined`).
 */
export async function findOsUser(cluster: string): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner?.uid === 0) {
    throw new StartupError(
      `${cluster} belongs to root, which PostgreSQL refuses to run as: chown -R it to another user, or set DATABASE_URL.`,
    )
  }
  if (owner) return { uid: owner.uid, gid: owner.gid }
  for (const name of candidates) {
    const osUser = await findUser(name)
    if (osUser) return osUser
  }
  throw new StartupError(
    `PostgreSQL refuses to run as root, and none of the users ${candidates.join(', ')} exists: start as another user, or set DATABASE_URL.`,
  )
}

async function findUser(name: string): Promise<OsUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async flag => Number(await readId(flag, name))))
    return uid === undefined || gid === undefined ? undefined : { uid, gid }
  } catch {
    return undefined
  }
}

const readId = async (flag: string, name: string): Promise<string> =>
  (await promisify(execFile)('id', [flag, name])).stdout
