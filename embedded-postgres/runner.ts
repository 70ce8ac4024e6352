import { spawn, type SpawnOptions, type StdioOptions } from 'node:child_process'
import { dirname } from 'node:path'
import { StartupError } from '../core/process/startup-error.ts'
import type { OsUser } from './os-user.ts'

type Outcome = { succeeded: boolean; stdout: string; stderr: string }

/** Runs one of PostgreSQL's programs to completion, as the user that PostgreSQL runs as. */
export type Run = (
  program: string,
  args: string[],
  options?: {
    stdio?: StdioOptions
    /** Kills the program when it aborts. */
    signal?: AbortSignal | undefined
  },
) => Promise<Outcome>

type Runner = { run: Run; majorVersion: string }

/**
 * Finds a way to run PostgreSQL on `directory`. When root cloned the repository below a directory that the user cannot
 * enter (`/root`, `mktemp -d`), and only then, PostgreSQL gets the capability to bypass permissions for reading, or for
 * reading and writing.
 */
export async function openRunner(
  postgres: string,
  osUser: OsUser | undefined,
  directory: string,
): Promise<Runner> {
  const plain = createRun(osUser)
  if (!osUser) return openFirst([plain], postgres, run => run(postgres, ['--version']))
  const ways = [plain, createCapableRun(osUser, 'dac_read_search'), createCapableRun(osUser, 'dac_override')]
  return openFirst(ways, postgres, run =>
    run('/bin/sh', ['-c', 'cd "$1" && exec "$0" --version', postgres, directory]),
  ).catch(async (cause: unknown) => {
    const asRoot = await createRun(undefined)(postgres, ['--version'])
    if (!asRoot.succeeded) throw cause
    throw new StartupError(
      `PostgreSQL refuses to run as root, and cannot run as user ${osUser.uid} on ${directory}: move the clone to a directory that all users can enter, install setpriv (util-linux), start as another user, or set DATABASE_URL.`,
      { cause },
    )
  })
}

async function openFirst(
  ways: Run[],
  postgres: string,
  probe: (run: Run) => Promise<Outcome>,
): Promise<Runner> {
  let problem = ''
  for (const run of ways) {
    const { succeeded, stdout, stderr } = await probe(run)
    const majorVersion = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]
    if (succeeded && majorVersion !== undefined) return { run, majorVersion }
    problem ||= stderr.trim()
  }
  throw new StartupError(
    `${postgres} does not run here (${problem}): run npm rebuild, or set DATABASE_URL to use another PostgreSQL.`,
  )
}

/**
 * PostgreSQL's programs find each other with access(2), which ignores the capabilities of users other than root unless
 * the securebit no_setuid_fixup is set.
 */
function createCapableRun({ uid, gid }: OsUser, capability: string): Run {
  const run = createRun(undefined)
  const become = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--securebits=+no_setuid_fixup',
  ]
  return (program, args, options) => run('setpriv', [...become, program, ...args], options)
}

const piped: StdioOptions = ['ignore', 'pipe', 'pipe']

function createRun(osUser: OsUser | undefined): Run {
  return (program, args, { stdio = piped, signal } = {}) =>
    new Promise(resolve => {
      const settings: SpawnOptions = {
        ...osUser,
        stdio,
        ...(signal && { signal, killSignal: 'SIGKILL' as const }),
        cwd: dirname(process.execPath),
        windowsHide: true,
        // In its own session, so Ctrl-C in the terminal reaches only the launcher, which drains the workers first.
        detached: process.platform !== 'win32',
      }
      const child = spawn(program, args, settings)
      let stdout = ''
      let stderr = ''
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
      child.on('error', error => {
        stderr ||= error.message
        // A program that was started and then aborted still emits `close`.
        if (child.pid === undefined) resolve({ succeeded: false, stdout, stderr })
      })
      child.once('close', code => resolve({ succeeded: code === 0, stdout, stderr }))
    })
}
