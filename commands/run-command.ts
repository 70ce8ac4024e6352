import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeDefault, environment } from '../core/process/config.ts'
import { alignColumns } from './align-columns.ts'

type Arguments = {
  watch: boolean
  argument: string | undefined
  account: string | undefined
  rest: string[]
}

export type Command = {
  summary: string
  /** Where its source is. Images leave out the commands that they do not need. */
  folder: string
  /** The command takes one argument. */
  hasArgument?: true
  /** The command works on the todos of an account, by default of the first. */
  hasAccount?: true
  /** The command parses its own arguments, including `--help`. */
  parsesOwnArguments?: true
  run: (args: Arguments) => Promise<void>
}

type Commands = Record<string, Command>

/** Runs the command named by the process's arguments. Exits with 2 if they are invalid. */
export async function runCommand(all: Commands): Promise<void> {
  const commands = findAvailable(all)
  const { help, name, args } = readArguments(commands)
  const command = findCommand(commands, name)
  if (help) console.log(describeUsage(commands))
  else if (command) await command.run(args)
  else rejectUsage(commands, name === undefined ? 'Missing command.' : `Unknown command '${name}'.`)
}

const root = join(import.meta.dirname, '..')

const findAvailable = (commands: Commands): Commands =>
  Object.fromEntries(Object.entries(commands).filter(([, { folder }]) => existsSync(join(root, folder))))

function findCommand(commands: Commands, name = ''): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined
}

function readArguments(commands: Commands): { help: boolean; name: string | undefined; args: Arguments } {
  const [first, ...rest] = process.argv.slice(2)
  if (findCommand(commands, first)?.parsesOwnArguments)
    return {
      help: false,
      name: first,
      args: { watch: false, argument: undefined, account: undefined, rest },
    }
  try {
    const { values, positionals } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        watch: { type: 'boolean', default: false },
        account: { type: 'string' },
      },
      allowPositionals: true,
    })
    const [name, argument, ...rest] = positionals
    if (rest.length > 0 || (argument !== undefined && !findCommand(commands, name)?.hasArgument))
      throw new Error('Too many arguments.')
    if (values.watch && name !== 'start') throw new Error('Only start accepts --watch.')
    if (values.account !== undefined && !findCommand(commands, name)?.hasAccount)
      throw new Error('Only export and restore accept --account.')
    const { help, watch, account } = values
    return { help, name, args: { watch, argument, account, rest } }
  } catch (error) {
    return rejectUsage(commands, (error as Error).message)
  }
}

function rejectUsage(commands: Commands, problem: string): never {
  console.error(`${problem}\n\n${describeUsage(commands)}`)
  process.exit(2)
}

function describeUsage(commands: Commands): string {
  const settings = Object.entries(environment.shape).map(([name, setting]) => [
    name,
    describeDefault(setting),
    setting.description ?? '',
  ])
  return [
    'Usage: node main.ts <command> [--help]',
    '',
    ...alignColumns(Object.entries(commands).map(([name, { summary }]) => [name, summary])).map(indent),
    '',
    'Settings, read from the environment, with their defaults:',
    '',
    ...alignColumns(settings).map(indent),
  ].join('\n')
}

const indent = (line: string) => `  ${line}`
