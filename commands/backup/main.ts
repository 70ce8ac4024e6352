import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline as chain, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { findAccountByName } from '../../core/accounts/accounts.ts'
import { type Db, openDatabase } from '../../core/database/db.ts'
import { assertMigrated, migrateDatabase } from '../../core/database/migrate.ts'
import { runTask } from '../../core/process/run-process.ts'
import { StartupError } from '../../core/process/startup-error.ts'
import { findDatabaseUrl } from '../../embedded-postgres/join-embedded-postgres.ts'
import { localOwner, type OwnerId } from '../../schema/owner.ts'
import { exportOwner } from './export-owner.ts'
import { restoreOwner } from './restore-owner.ts'

type Arguments = { file: string | undefined; account: string | undefined }

/** Writes everything of the owner to a file, compressed if its name ends in `.gz`, or to standard output for `-`. */
export const exportToFile = ({ file, account }: Arguments): Promise<void> =>
  runTask('export', async config => {
    const path = readPath(file, 'npm run export -- todos.jsonl.gz')
    if (path === '-') assertPlainOutput(process.env)
    const url = await findDatabaseUrl(config)
    await using database = openDatabase(url, { name: 'taskoverflow export', maxConnections: 2 })
    await assertMigrated(database.db)
    const ownerId = await findOwner(database.db, account)
    let todos = 0

    async function* readLines(): AsyncGenerator<string> {
      for await (const lines of exportOwner(database.db, ownerId)) {
        todos += lines.filter(line => line.startsWith('{"todo"')).length
        if (lines.length > 0) yield `${lines.join('\n')}\n`
      }
    }

    if (path === '-') await pipeline(readLines, process.stdout, { end: false })
    else await writeFile(path, readLines)
    process.stderr.write(`Exported ${todos} todos, with lists, trash, feeds and settings.\n`)
  })

/** Reads what `exportToFile` wrote, into an empty database or account. */
export const restoreFromFile = ({ file, account }: Arguments): Promise<void> =>
  runTask('restore', async config => {
    const path = readPath(file, 'npm run restore -- todos.jsonl.gz')
    const input = path === '-' ? process.stdin : await openFile(path)
    const url = await findDatabaseUrl(config)
    await migrateDatabase(url)
    await using database = openDatabase(url, { name: 'taskoverflow restore', maxConnections: 2 })
    const { lists, todos, deletedTodos, feeds, feedsWithoutUrl } = await restoreOwner(
      database.db,
      await findOwner(database.db, account),
      readLines(input, path),
      createProgress(),
    )
    process.stderr.write(
      `Restored ${todos} todos, ${lists} lists, ${deletedTodos} todos in the trash, and ${feeds} feeds with their URLs.\n`,
    )
    if (feedsWithoutUrl > 0)
      process.stderr.write(
        `${feedsWithoutUrl} of the feeds need a new URL: theirs belong to another account.\n`,
      )
  })

/** The owner of the named account; by default that of the first account, or of a database without accounts. */
async function findOwner(db: Db, account: string | undefined): Promise<OwnerId> {
  if (account === undefined) return localOwner
  const found = await findAccountByName(db, account)
  if (found) return found.id
  throw new StartupError(`There is no account named ${account}: npm run accounts -- list shows all.`)
}

function readPath(file: string | undefined, example: string): string {
  if (file !== undefined) return file
  throw new StartupError(`Name a file, or - for a pipe: ${example}`)
}

/** npm writes the names of a script to its standard output, unless it is silent. */
function assertPlainOutput({
  npm_lifecycle_event: script,
  npm_config_loglevel: level,
}: NodeJS.ProcessEnv): void {
  if (script === 'export' && level !== 'silent')
    throw new StartupError('npm would write into the export: npm run -s export -- -')
}

/** The file appears when it is complete. It has everything that its owner wrote: only they may read it. */
async function writeFile(path: string, readLines: () => AsyncGenerator<string>): Promise<void> {
  // Two at once do not write into the same file.
  const partial = `${path}.${randomUUID()}.partial`
  try {
    const output = createWriteStream(partial, { mode: 0o600, flags: 'wx' })
    if (path.endsWith('.gz')) await pipeline(readLines, createGzip(), output)
    else await pipeline(readLines, output)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    if (isFileError(error)) throw new StartupError(`${path} cannot be written (${error.code}).`)
    throw error
  }
}

async function openFile(path: string): Promise<ReadStream> {
  const input = createReadStream(path)
  try {
    await once(input, 'open')
    return input
  } catch (error) {
    if (isFileError(error)) throw new StartupError(`${path} cannot be read (${error.code}).`)
    throw error
  }
}

async function* readLines(input: Readable, path: string): AsyncGenerator<string> {
  const chunks: AsyncIterable<Buffer> = path.endsWith('.gz') ? gunzip(input) : input
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of chunks) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new StartupError(`${path} cannot be read (${code}): nothing was restored.`)
  }
  if (rest !== '') yield rest
}

/** Unlike `pipe`, passes on the errors of the input. */
const gunzip = (input: Readable) => chain(input, createGunzip(), () => {})

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error

/** Prints the number of lines about once a second. */
function createProgress(): (lines: number) => void {
  let shownAt = performance.now()
  return lines => {
    if (performance.now() - shownAt < 1000) return
    shownAt = performance.now()
    process.stderr.write(`${lines} lines\n`)
  }
}
