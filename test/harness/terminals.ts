import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { waitFor } from './wait-for.ts'

type Ended = { code: number | null; output: string }

export type Terminals = AsyncDisposable & {
  /** Runs a script until it exits. */
  run: (script: string) => Promise<Ended>
  /** Starts a script that keeps running; resolves when its output matches. */
  keep: (script: string, ready: RegExp) => Promise<void>
  /** Sends Ctrl-C to every process of the newest running terminal, after its output has stopped. */
  interrupt: () => Promise<Ended>
}

const limitMs = 60_000
/** Longer than the local SQS delays a message. */
const quietMs = 2_500

/** Shells in one folder, as a user has them open side by side. */
export function openTerminals(cwd: string, env: NodeJS.ProcessEnv): Terminals {
  const kept: ReturnType<typeof start>[] = []

  function start(script: string) {
    // A separate process group, like in a terminal.
    const shell = spawn('bash', ['-ec', script], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [shell.stdout, shell.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    const ended = once(shell, 'close').then(([code]): Ended => ({ code: code as number | null, output }))
    function signal(name: NodeJS.Signals) {
      try {
        if (shell.pid !== undefined) process.kill(-shell.pid, name)
      } catch {
        // The script has exited.
      }
    }
    const limited = async () => {
      const limit = setTimeout(signal, limitMs, 'SIGKILL')
      return ended.finally(() => clearTimeout(limit))
    }
    return { output: () => output, ended: limited, signal }
  }

  return {
    run: script => start(script).ended(),
    async keep(script, ready) {
      const terminal = start(script)
      kept.push(terminal)
      await waitFor(`${ready} in the output of ${script}`, () => ready.test(terminal.output()), limitMs)
    },
    async interrupt() {
      const terminal = kept.pop()
      if (!terminal) throw new Error('No script is running.')
      let [length, quietSinceMs] = [-1, 0]
      await waitFor('silence', () => {
        if (terminal.output().length !== length)
          [length, quietSinceMs] = [terminal.output().length, performance.now()]
        return performance.now() - quietSinceMs > quietMs
      })
      terminal.signal('SIGINT')
      return terminal.ended()
    },
    async [Symbol.asyncDispose]() {
      for (const terminal of kept.splice(0).toReversed()) {
        terminal.signal('SIGTERM')
        await terminal.ended()
      }
    },
  }
}
