import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { runProcess } from '../../core/process/run-process.ts'
import { describeLocalSqs } from './describe-local-sqs.ts'
import { startLocalSqs } from './start-local-sqs.ts'

type Flags = { port: number; unruly: boolean }

export async function main(args: string[]): Promise<void> {
  const { port, unruly: isUnruly } = parseFlags(args)
  await runProcess(
    'sqs',
    async ({ HOST }) => {
      const sqs = await startLocalSqs({ host: HOST, port, isUnruly })
      console.log(describeLocalSqs(sqs.url, isUnruly))
      return sqs
    },
    { isPlain: true },
  )
}

function parseFlags(args: string[]): Flags {
  try {
    return new Command('sqs')
      .description("Runs a local SQS with the course's queues. Its content is lost when it stops.")
      .option('--port <port>', 'port to listen on, at HOST', parsePort, 4566)
      .option('--unruly', 'standard queues reorder messages and deliver some twice, as AWS can', false)
      .showHelpAfterError('(add --help for details)')
      .exitOverride()
      .parse(args, { from: 'user' })
      .opts<Flags>()
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
    throw error
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 0 && port <= 65_535) return port
  throw new InvalidArgumentError('It must be a port, from 0 to 65535.')
}
