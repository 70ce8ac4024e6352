import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The deduplication interval of a FIFO queue. Within it, a repeated message gets the same id. */
const deduplicationMs = 5 * 60 * 1000
const maxIds = 10_000

/**
 * The ids of messages that this machine has sent recently. SQS accepts a duplicate like a new message: only the repeated id
 * shows that it is one. Unreadable and unwritable files are ignored.
 */
export async function readRecentSends(cacheDir: string): Promise<Set<string>> {
  const names = await readdir(toDirectory(cacheDir)).catch(() => [])
  const ids = await Promise.all(names.map(name => readSends(join(toDirectory(cacheDir), name))))
  return new Set(ids.flat())
}

/** Writes one file per run, because senders can run at the same time. */
export async function rememberSends(cacheDir: string, messageIds: readonly string[]): Promise<void> {
  const directory = toDirectory(cacheDir)
  try {
    await mkdir(directory, { recursive: true })
    await writeFile(join(directory, randomUUID()), messageIds.slice(0, maxIds).join('\n'))
  } catch {
    // The directory is not writable, as in a read-only container.
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
