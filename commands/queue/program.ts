import { Command, CommanderError, Option } from 'commander'
import { exitCodes, toExitCode } from '../../client/cli/kit.ts'
import { connect } from './connect.ts'
import {
  parseBatch,
  parseClientName,
  parseCount,
  parseGroup,
  parseIdleSeconds,
  parsePrepended,
  parseQueueName,
  parseRate,
} from './option-parsers.ts'
import { runReceiver } from './run-receiver.ts'
import { runSender } from './run-sender.ts'
import { openSession, type Session, type Terminal } from './session.ts'

type Flags = {
  name: string
  clientName: string
  receive?: true
  count?: number
  rate: number
  batch?: number
  prepend?: string
  group?: string
  idle?: number
  create?: true
  json?: true
}

/** Letters in a queue. */
const banner = `
   .-----.   .-----.   .-----.
   |\\   /|   |\\   /|   |\\   /|   ---.
   | \`-' |   | \`-' |   | \`-' |      |     TaskOverflow
   '-----'   '-----'   '-----'      V     queue playground
`

const defaultGroup = 'playground'

const notes = `
Region, credentials and endpoint are the standard AWS settings: AWS_REGION (us-east-1), AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_ENDPOINT_URL (http://localhost:4566 for npm run sqs).

Exit codes: 0 done, 1 the queue is missing, cannot be reached or carries calendar jobs, 2 wrong usage,
130 Ctrl-C before or while sending.`

/** @returns the exit code, once all output has been written */
export async function runQueueCommand(args: string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal
  const program = createProgram()
    .configureOutput({ writeOut: text => stdout.write(text), writeErr: text => stderr.write(text) })
    .exitOverride()
  try {
    const flags = program.parse(args, { from: 'user' }).opts<Flags>()
    if (flags.group !== undefined && !flags.name.endsWith('.fifo'))
      program.error("error: option '--group <id>' is for FIFO queues, whose names end in .fifo")
    if (flags.idle !== undefined && !flags.receive)
      program.error("error: option '--idle <seconds>' is for receivers: add --receive")
    return await run(flags, openSession(terminal, flags.json ?? false))
  } catch (error) {
    if (error instanceof CommanderError) return toExitCode(error)
    throw error
  }
}

const createProgram = () =>
  new Command('queue')
    .usage('--name <queue> [--send | --receive] [options]')
    .description('Sends 100 messages to an SQS queue, or receives them, to show how queues behave.')
    .requiredOption(
      '--name <queue>',
      'name of the queue; names ending in .fifo are FIFO queues',
      parseQueueName,
    )
    .option('--client-name <name>', 'name of the sender, shown by receivers', parseClientName, 'Client 1')
    .addOption(new Option('--send', 'send messages (the default)').conflicts('receive'))
    .addOption(
      new Option('--receive', 'receive until Ctrl-C').conflicts(['send', 'rate', 'prepend', 'group']),
    )
    .option(
      '--count <n>',
      'number of messages (default: 100 when sending, unlimited when receiving)',
      parseCount,
    )
    .option('--rate <n>', 'messages sent per second; 0: as fast as possible', parseRate, 4)
    .option(
      '--batch <n>',
      'messages per request, up to 10 (default: 1 when sending, 10 when receiving)',
      parseBatch,
    )
    .option(
      '--prepend <text>',
      'text before each message, which makes it new to a FIFO queue',
      parsePrepended,
    )
    .option(
      '--group <id>',
      `message group of a FIFO queue; order is kept within a group (default: ${defaultGroup})`,
      parseGroup,
    )
    .option('--idle <seconds>', 'stop receiving after this long without a message', parseIdleSeconds)
    .option('--create', 'create the queue if it does not exist')
    .option('--json', 'print each message as a line of JSON')
    .addHelpText('after', notes)
    .showHelpAfterError('(add --help for details)')

async function run(flags: Flags, session: Session): Promise<number> {
  const { name: queue, clientName: client, count, rate, batch } = flags
  if (!session.isJson) session.stdout.write(`${banner}\n`)
  using connection = await connect(session, queue, flags.create ?? false)
  if (!connection) return session.signal.aborted ? exitCodes.interrupted : exitCodes.failed
  if (flags.receive) {
    const { idle: idleSeconds = Infinity } = flags
    return await runReceiver(session, connection, {
      queue,
      batch: batch ?? 10,
      count: count ?? Infinity,
      idleSeconds,
    })
  }
  return await runSender(session, connection, {
    queue,
    client,
    count: count ?? 100,
    rate,
    batch: batch ?? 1,
    prepend: flags.prepend === undefined ? '' : `${flags.prepend} `,
    group: queue.endsWith('.fifo') ? (flags.group ?? defaultGroup) : undefined,
  })
}
