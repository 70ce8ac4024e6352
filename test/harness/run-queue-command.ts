import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runQueueCommand } from '../../commands/queue/program.ts'

export type Outcome = { code: number; stdout: string; stderr: string }

type ExecOptions = {
  isTerminal?: boolean
  signal?: AbortSignal
  cacheDir?: string
  /** Calls `act` as soon as standard output contains the text. */
  once?: { written: string; act: () => unknown }
}

/** Runs the queue command in this process, whose environment contains the address of SQS. */
export async function execQueue(args: string[], options: ExecOptions = {}): Promise<Outcome> {
  const { isTerminal = false, signal = new AbortController().signal, cacheDir = '/dev/null', once } = options
  const [stdout, stderr] = [openStream(isTerminal), openStream(isTerminal)]
  let soFar = ''
  let acted: unknown
  stdout.on('data', (chunk: Buffer) => {
    soFar += chunk.toString()
    if (once && soFar.includes(once.written)) acted ??= Promise.resolve(once.act())
  })
  const written = Promise.all([text(stdout), text(stderr)])
  const code = await runQueueCommand(args, { stdout, stderr, signal, cacheDir })
  await acted
  stdout.end()
  stderr.end()
  const [out, err] = await written
  return { code, stdout: out, stderr: err }
}

const openStream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream & PassThrough
