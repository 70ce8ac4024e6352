import { Command, CommanderError, Option } from 'commander'
import { toPrintableJson } from '../../schema/to-printable.ts'
import { banner } from './banner.ts'
import { connect } from './connect.ts'
import { done, failed, interrupted, misused } from './exit-codes.ts'
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
import type { Session, Terminal } from './terminal.ts'

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

const defaultGroup = 'playground'

const notes = `
Region, credentials and endpoint are AWS' own settings: AWS_REGION (us-east-1), AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_ENDPOINT_URL (http://localhost:4566 for npm run sqs).

Exit codes: 0 done, 1 the queue is missing or out of reach, 2 wrong usage, 130 Ctrl-C while sending.`

/** @returns the exit code; what is to be said has been written */
export async function runPlayground(args: string[], terminal: Terminal): Promise<number> {
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
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? done : misused
    throw error
  }
}

const createProgram = () =>
  new Command('queue')
    .usage('--name <queue> [--send | --receive] [options]')
    .description('Sends a hundred messages to a queue of SQS, or receives them, to see how queues behave.')
    .requiredOption('--name <queue>', 'the queue; one that ends in .fifo is a FIFO queue', parseQueueName)
    .option('--client-name <name>', 'who sends, as receivers show it', parseClientName, 'Client 1')
    .addOption(new Option('--send', 'send, as without --receive').conflicts('receive'))
    .addOption(
      new Option('--receive', 'receive until Ctrl-C').conflicts(['send', 'rate', 'prepend', 'group']),
    )
    .option('--count <n>', 'how many messages (100 to send; no end to receive)', parseCount)
    .option('--rate <n>', 'messages sent a second; 0: as fast as it goes', parseRate, 4)
    .option('--batch <n>', 'messages at a time, up to 10 (1 to send; 10 to receive)', parseBatch)
    .option(
      '--prepend <text>',
      'stands before each message, which makes it new to a FIFO queue',
      parsePrepended,
    )
    .option('--group <id>', `the group that a FIFO queue keeps in order (${defaultGroup})`, parseGroup)
    .option('--idle <seconds>', 'stop receiving when nothing has come for so long', parseIdleSeconds)
    .option('--create', 'make the queue if there is none')
    .option('--json', 'print a line of JSON for each message')
    .addHelpText('after', notes)
    .showHelpAfterError('(--help says more)')

function openSession(terminal: Terminal, isJson: boolean): Session {
  const write = (line: string) => void terminal.stdout.write(`${line}\n`)
  return {
    ...terminal,
    isJson,
    print(type, event, toText) {
      if (isJson) write(toPrintableJson({ type, ...event }))
      else if (toText) write(toText())
    },
  }
}

async function run(flags: Flags, session: Session): Promise<number> {
  const { name: queue, clientName: client, count, rate, batch } = flags
  if (!session.isJson) session.stdout.write(`${banner}\n`)
  using connection = await connect(session, queue, flags.create ?? false)
  if (!connection) return session.signal.aborted ? interrupted : failed
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
