import { createInterface } from 'node:readline/promises'
import { openDatabase } from '../../core/database/db.ts'
import { assertMigrated } from '../../core/database/migrate.ts'
import { runTask } from '../../core/process/run-process.ts'
import { findDatabaseUrl } from '../../embedded-postgres/join-embedded-postgres.ts'
import { runAccountsCommand } from './program.ts'

export const main = (args: string[]): Promise<void> =>
  runTask('accounts', async config => {
    process.exitCode = await runAccountsCommand(args, {
      stdout: process.stdout,
      stderr: process.stderr,
      baseUrl: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
      isOn: config.ACCOUNTS === 'on',
      async ask(question) {
        if (!process.stdin.isTTY) return undefined
        using terminal = createInterface({ input: process.stdin, output: process.stderr })
        // Ctrl-C and Ctrl-D are no answer.
        return await terminal.question(question).catch(() => undefined)
      },
      async open() {
        const url = await findDatabaseUrl(config)
        const database = openDatabase(url, { name: 'taskoverflow accounts', maxConnections: 2 })
        await assertMigrated(database.db)
        return database
      },
    })
  })
