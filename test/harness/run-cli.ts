import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runCli } from '../../client/cli/program.ts'

export type Outcome = { code: number; stdout: string; stderr: string }

type ExecOptions = {
  token?: string
  apiToken?: string
  columns?: number
  stdin?: string | Readable
  credentialsFile?: string
}

/** Runs the CLI in this process. With `columns`, its output is a terminal of that width. */
export async function execCli(
  url: string,
  args: string[],
  { token, apiToken, columns, stdin = '', credentialsFile = '/dev/null/none' }: ExecOptions = {},
): Promise<Outcome> {
  const [stdout, stderr] = [openStream(columns), openStream(columns)]
  const written = Promise.all([text(stdout), text(stderr)])
  const { signal } = new AbortController()
  const code = await runCli(args, {
    stdout,
    stderr,
    stdin: (typeof stdin === 'string' ? Readable.from([stdin]) : stdin) as unknown as NodeJS.ReadStream,
    signal,
    url,
    token,
    apiToken,
    credentialsFile,
    hostName: 'my host',
  })
  stdout.end()
  stderr.end()
  const [out, err] = await written
  return { code, stdout: out, stderr: err }
}

const openStream = (columns?: number) =>
  Object.assign(new PassThrough(), {
    isTTY: columns !== undefined,
    columns,
  }) as unknown as NodeJS.WriteStream & PassThrough
