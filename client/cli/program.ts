import { isTRPCClientError } from '@trpc/client'
import { Command, CommanderError } from 'commander'
import type { AppRouter } from '../../server/trpc/router.ts'
import { createClient } from '../create-client.ts'
import { addCalendarCommand } from './calendar-command.ts'
import { describeError } from './describe-error.ts'
import { addFeedCommands } from './feed-commands.ts'
import { addJobCommands } from './job-commands.ts'
import { parseUrl } from './option-parsers.ts'
import { Failure, type Run, type Terminal } from './session.ts'
import { addTodoCommands } from './todo-commands.ts'

type GlobalOptions = { url: string; token?: string; json?: boolean }

const failed = 1
const misused = 2
/** What shells call a program that Ctrl-C ended. */
const interrupted = 130

const exitCodes = `
Exit codes: 0 done, 1 the job failed or the server cannot do it, 2 wrong usage, 130 Ctrl-C.`

/** @returns the exit code; what is to be said has been written */
export async function runCli(args: string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr, signal } = terminal
  const program = new Command('taskoverflow')
    .description('Todos, and calendars made of them')
    .option('--url <url>', 'the server (or TASKOVERFLOW_URL)', parseUrl, terminal.url)
    // Without a default, which the help would show.
    .option('--token <token>', 'its API token, if it has one (or API_TOKEN)')
    .option('--json', 'print JSON')
    .addHelpText('after', exitCodes)
    .showHelpAfterError('(--help says more)')
    .configureOutput({ writeOut: text => stdout.write(text), writeErr: text => stderr.write(text) })
    .exitOverride()

  const run: Run = command => {
    const { url, token = terminal.token, json: isJson = false } = program.opts<GlobalOptions>()
    return command({
      ...terminal,
      url,
      token,
      client: createClient({ url, token }),
      isJson,
      print: (value, toText) =>
        void stdout.write(`${isJson ? JSON.stringify(value, undefined, 2) : toText()}\n`),
    })
  }
  addTodoCommands(program, run)
  addCalendarCommand(program, run)
  addFeedCommands(program, run)
  addJobCommands(program, run)

  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misused
    if (error instanceof Failure) {
      stderr.write(`${error.message}\n`)
      return error.exitCode
    }
    if (signal.aborted) return interrupted
    stderr.write(`${describeError(error, program.opts<GlobalOptions>().url)}\n`)
    return isTRPCClientError<AppRouter>(error) && error.data?.code === 'BAD_REQUEST' ? misused : failed
  }
}
