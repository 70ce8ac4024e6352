import { isTRPCClientError } from '@trpc/client'
import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { toPrintableJson } from '../../schema/to-printable.ts'
import type { AppRouter } from '../../server/trpc/router.ts'
import { createClient } from '../create-client.ts'
import { addAccountCommands } from './account-commands.ts'
import { addCalendarCommand } from './calendar-command.ts'
import { findStoredToken } from './credentials.ts'
import { describeError, type TokenSource } from './describe-error.ts'
import { addFeedCommands } from './feed-commands.ts'
import { addImportCommand } from './import-command.ts'
import { addJobCommands } from './job-commands.ts'
import { exitCodes, toExitCode } from './kit.ts'
import { addListCommands } from './list-commands.ts'
import { parseUrl } from './option-parsers.ts'
import { printList } from './print-list.ts'
import { Failure, type Run, type Terminal } from './session.ts'
import { addSettingsCommand } from './settings-command.ts'
import { addTodoCommands } from './todo-commands.ts'

type GlobalOptions = { url: string; token?: string; json?: boolean }

const notes = `
From this repository: npm run cli -- <command>
Times are UTC. On a terminal, lines are cut to its width; --json prints everything.

Examples:
  todos add "Hand in the proposal" --due 2030-01-02T10:00
  todos search proposal --open
  todos --list uni --tag exam
  calendar -o todos.ics
  feeds add Uni --days-ahead 365
  login --url https://todos.example.org

Exit codes: 0 done, 1 the job or the request failed, 2 wrong usage, 130 Ctrl-C. A reader that closes the
pipe early, such as head, is not a failure.`

/** @returns the exit code, once all output has been written */
export async function runCli(args: string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr, signal } = terminal
  const program = new Command('taskoverflow')
    .description('Manages todos, and calendars created from them. <command> --help shows examples.')
    .version(packageJson.version, '--version', 'print the version')
    .option('--url <url>', 'URL of the server (or TASKOVERFLOW_URL)', parseUrl, terminal.url)
    // No default: the help would show the token.
    .option(
      '--token <token>',
      'access token, or the API token of the server (or TASKOVERFLOW_TOKEN, API_TOKEN; see login)',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', notes)
    .showHelpAfterError('(add --help for details)')
    .configureOutput({ writeOut: text => stdout.write(text), writeErr: text => stderr.write(text) })
    .exitOverride()

  let tokenSource: TokenSource = 'none'
  const run: Run = async command => {
    const { url, token: given = terminal.token, json: isJson = false } = program.opts<GlobalOptions>()
    const stored = given === undefined ? await findStoredToken(terminal.credentialsFile, url) : undefined
    const token = given ?? stored ?? terminal.apiToken
    if (token !== undefined) tokenSource = stored === undefined ? 'given' : 'stored'
    const output = { ...terminal, isJson }
    await command({
      ...output,
      url,
      token,
      client: createClient({ url, token }),
      print: (value, toText) => void stdout.write(`${isJson ? toPrintableJson(value, 2) : toText()}\n`),
      printList: (pages, toLine, empty) => printList(output, pages, toLine, empty),
    })
  }
  addTodoCommands(program, run)
  addListCommands(program, run)
  addCalendarCommand(program, run)
  addFeedCommands(program, run)
  addJobCommands(program, run)
  addImportCommand(program, run)
  addSettingsCommand(program, run)
  addAccountCommands(program, run)

  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return toExitCode(error)
    if (error instanceof Failure) {
      stderr.write(`${error.message}\n`)
      return error.exitCode
    }
    if (signal.aborted) return exitCodes.interrupted
    const { url } = program.opts<GlobalOptions>()
    stderr.write(`${describeError(error, { url, tokenSource })}\n`)
    return isTRPCClientError<AppRouter>(error) && error.data?.code === 'BAD_REQUEST'
      ? exitCodes.misused
      : exitCodes.failed
  }
}
