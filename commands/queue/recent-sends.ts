import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** For so long a FIFO queue knows a message again; until then it gives the same id for it. */
const deduplicationMs = 5 * 60 * 1000
const maxIds = 10_000

/**
 * The ids of messages that were sent from this machine lately. SQS takes a duplicate as it takes a new message, and tells by
 * nothing but the id that it has given before. What cannot be read or written is not remembered.
 */
export async function readRecentSends(cacheDir: string): Promise<Set<string>> {
  const names = await readdir(toDirectory(cacheDir)).catch(() => [])
  const ids = await Promise.all(names.map(name => readSends(join(toDirectory(cacheDir), name))))
  return new Set(ids.flat())
}

/** A file of its own for each run, for senders run beside each other. */
export async function rememberSends(cacheDir: string, messageIds: readonly string[]): Promise<void> {
  const directory = toDirectory(cacheDir)
  try {
    await mkdir(directory, { recursive: true })
    await writeFile(join(directory, randomUUID()), messageIds.slice(0, maxIds).join('\n'))
  } catch {
    // A read-only container, for one.
  }
}

const toDirectory = (cacheDir: string) => join(cacheDir, 'taskoverflow', 'sends')

async function readSends(path: string): Promise<string[]> {
  try {
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs < deduplicationMs) return (await readFile(path, 'utf8')).split('\n')
    await rm(path)
  } catch {
    // Another sender has removed it.
  }
  return []
}
