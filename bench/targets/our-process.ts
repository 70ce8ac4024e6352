import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import type { Environment } from '../environment.ts'

export type OurProcess = {
  name: 'server' | 'worker'
  pid: number
  /** The address of a server. */
  url: string
  /** Written when the process exits. */
  delayFile: string
  /** @throws Error when the process has exited by itself */
  assertRunning: () => Promise<void>
  end: () => Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts what `npm run server` or `npm run worker` starts, with the same flags, and measures its event loop delay. */
export async function startOurProcess(
  { processes, directory, profileDir }: Environment,
  name: OurProcess['name'],
  env: Record<string, string>,
): Promise<OurProcess> {
  const delayFile = join(directory, `delay-${name}-${randomUUID()}.json`)
  const running = await processes.startNode(
    name,
    [
      ...(profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(profileDir, name)}`]),
      `--import=${import.meta.resolve('../event-loop-delay.ts')}`,
      ...readScript(name),
    ],
    { ...env, PORT: '0', LOG_LEVEL: 'warn', EVENT_LOOP_DELAY_FILE: delayFile },
  )
  const { url = '' } = (await running.nextMessage()) as { url?: string }
  running.signal('SIGUSR2')
  return {
    name,
    pid: running.pid,
    url,
    delayFile,
    assertRunning: running.assertRunning,
    async end() {
      await running[Symbol.asyncDispose]()
      const log = await running.readLog()
      if (log !== '') process.stderr.write(`The ${name} logged:\n${log}\n`)
    },
  }
}

/** The arguments that the script in package.json gives to node. */
export const readScript = (name: OurProcess['name']): string[] =>
  packageJson.scripts[name]
    .split(' ')
    .slice(1)
    // The bench already runs on the right Node.js.
    .filter(word => word !== 'run.cjs')
    .map(word => (word === 'main.ts' ? join(root, word) : word))
