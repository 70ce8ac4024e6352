import { Command, CommanderError } from 'commander'
import { exitCodes, toExitCode } from '../../client/cli/kit.ts'
import { createAccountLink, getAccountLink, toLinkUrl } from '../../core/accounts/account-links.ts'
import { listAccounts } from '../../core/accounts/account-summaries.ts'
import { hasAccounts } from '../../core/accounts/accounts.ts'
import { deleteAccount } from '../../core/accounts/delete-account.ts'
import { deleteOwnedRows } from '../../core/accounts/delete-owned-rows.ts'
import { disableAccount, enableAccount, getAccountByName } from '../../core/accounts/disable-account.ts'
import { AppError } from '../../core/app-error.ts'
import type { Db } from '../../core/database/db.ts'
import { toNameKey } from '../../schema/account.ts'
import { toPrintable } from '../../schema/to-printable.ts'
import { toTable, toTime } from './account-table.ts'

/** Provided by the process. */
export type Terminal = {
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream
  /** The base URL of the page, without a trailing slash. */
  baseUrl: string
  /** Whether accounts are turned on where the command runs. */
  isOn: boolean
  open: () => Promise<AsyncDisposable & { db: Db }>
  /** Asks a question, and returns the answer; undefined when no one can answer. */
  ask: (question: string) => Promise<string | undefined>
}

const rowsPerDeletion = 500

const notes = `
From this repository: npm run accounts -- <command>
A link is written to standard output, and what it is for to standard error. It works once. Anyone who has it can use it:
send it only to the person it is for.

Exit codes: 0 done, 1 failed, 2 wrong usage.`

/** @throws AppError badInput unless the name is typed */
async function confirmDeletion(name: string, { ask }: Terminal): Promise<void> {
  const typed = await ask(`This deletes everything that ${name} has. Type the name to confirm: `)
  if (typed === undefined) throw new AppError('badInput', 'Nothing was deleted: confirm with --yes')
  if (toNameKey(typed.trim()) !== toNameKey(name))
    throw new AppError('badInput', 'Nothing was deleted: this is not the name')
}

/** @returns the exit code, once all output has been written */
export async function runAccountsCommand(args: string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal
  const say = (text: string) => void stderr.write(`${text}\n`)
  const program = new Command('accounts')
    .description('Invites people, and helps those who cannot sign in.')
    .addHelpText('after', notes)
    .showHelpAfterError('(add --help for details)')
    .configureOutput({ writeOut: text => stdout.write(text), writeErr: text => stderr.write(text) })
    .exitOverride()

  const run = async (command: (db: Db) => Promise<void>): Promise<void> => {
    await using database = await terminal.open()
    await command(database.db)
  }
  const printLink = async (db: Db, secret: string, purpose: string) => {
    const { expiresAt } = await getAccountLink(db, secret)
    say(`${purpose} It works once, until ${toTime(expiresAt)} UTC.`)
    stdout.write(`${toLinkUrl(terminal.baseUrl, secret)}\n`)
    if (!terminal.isOn)
      say('ACCOUNTS is off here: the link does not work until the server runs with ACCOUNTS=on.')
  }

  program
    .command('invite')
    .description('print a link that creates an account')
    .option('--admin', 'the new account is an administrator')
    .action(({ admin: isAdmin = false }: { admin?: boolean }) =>
      run(async db => {
        if (await hasAccounts(db))
          return printLink(
            db,
            await createAccountLink(db, { kind: 'invitation', isAdmin }),
            `This link invites ${isAdmin ? 'an administrator' : 'a user'}.`,
          )
        return printLink(
          db,
          await createAccountLink(db, { kind: 'setup' }),
          'There is no account yet: this link creates the first one, an administrator, which takes over the existing todos.',
        )
      }),
    )

  program
    .command('list')
    .description('list the accounts: how they sign in, and when they were last used')
    .action(() => run(async db => void stdout.write(`${toTable(await listAccounts(db))}\n`)))

  program
    .command('disable')
    .description('end the sessions of an account, and refuse its sign-ins, access tokens and feeds')
    .argument('<name>')
    .action((name: string) =>
      run(async db => {
        const isChanged = await disableAccount(db, name)
        say(isChanged ? `${name} is disabled; its todos are kept.` : `${name} is already disabled.`)
      }),
    )

  program
    .command('enable')
    .description('let a disabled account in again')
    .argument('<name>')
    .action((name: string) =>
      run(async db => {
        const isChanged = await enableAccount(db, name)
        say(isChanged ? `${name} can sign in again.` : `${name} is not disabled.`)
      }),
    )

  program
    .command('delete')
    .description(
      'delete an account with everything it has; npm run export -- FILE --account NAME keeps a copy',
    )
    .argument('<name>')
    .option('--yes', 'do not ask')
    .action((name: string, { yes = false }: { yes?: boolean }) =>
      run(async db => {
        const account = await getAccountByName(db, name)
        if (!yes) await confirmDeletion(account.name, terminal)
        await deleteAccount(db, account.id)
        say(`${account.name} is deleted.`)
        let rows = 0
        for (let count = 1; count > 0; rows += count)
          count = await deleteOwnedRows(db, account.id, rowsPerDeletion)
        say(`So are ${rows} rows of its data. A server or a worker deletes its files within minutes.`)
      }),
    )

  program
    .command('reset')
    .description('print a link that lets a user who cannot sign in set a new password or passkey')
    .argument('<name>')
    .action((name: string) =>
      run(async db => {
        const account = await getAccountByName(db, name)
        if (account.disabledAt !== null)
          throw new AppError('conflict', `${account.name} is disabled: enable the account first`)
        const secret = await createAccountLink(db, { kind: 'recovery', accountId: account.id })
        await printLink(
          db,
          secret,
          `This link lets ${account.name} in again, and then ends all other sessions.`,
        )
      }),
    )

  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return toExitCode(error)
    if (!(error instanceof AppError)) throw error
    say(`${toPrintable(error.message)}.`)
    return exitCodes.failed
  }
}
