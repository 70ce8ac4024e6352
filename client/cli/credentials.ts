import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Failure } from './session.ts'

/* The tokens that `login` has stored, by the URL of their server: `{ "https://todos.example.org": { "token": "tof_…" } }` */

const credentials = z.record(z.string(), z.object({ token: z.string() }))

type Credentials = z.output<typeof credentials>

/** In the configuration directory of the user: `XDG_CONFIG_HOME`, by default `~/.config`, or `APPDATA` on Windows. */
export function findCredentialsFile(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
): string {
  const windows = platform === 'win32' ? env['APPDATA'] : undefined
  const directory = windows || env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  return join(directory, 'taskoverflow', 'credentials.json')
}

/** @throws Failure when the file is unreadable */
export async function findStoredToken(file: string, url: string): Promise<string | undefined> {
  const stored = await read(file)
  return Object.hasOwn(stored, toKey(url)) ? stored[toKey(url)]?.token : undefined
}

export async function storeToken(file: string, url: string, token: string): Promise<void> {
  await write(file, { ...(await read(file)), [toKey(url)]: { token } })
}

/** @returns whether there was one */
export async function removeStoredToken(file: string, url: string): Promise<boolean> {
  const { [toKey(url)]: removed, ...others } = await read(file)
  if (removed) await write(file, others)
  return removed !== undefined
}

const toKey = (url: string): string => new URL(url).href.replace(/\/+$/, '')

async function read(file: string): Promise<Credentials> {
  try {
    return credentials.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return {}
    throw new Failure(
      code === undefined
        ? `${file} is damaged: delete it and log in again.`
        : `${file} cannot be read (${code}).`,
    )
  }
}

/** Whole or not at all, and for the user alone. */
async function write(file: string, stored: Credentials): Promise<void> {
  const partial = `${file}.${randomUUID()}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    // It can have been created by another program, or with other permissions.
    await chmod(dirname(file), 0o700)
    await writeFile(partial, `${JSON.stringify(stored, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    const { code } = error as NodeJS.ErrnoException
    throw new Failure(`${file} cannot be written (${code}).`)
  }
}
