import { runProcess } from '../../core/process/run-process.ts'
import { launch } from './launch.ts'

/** Longer than `launch` allows its children, so that PostgreSQL has time to stop after them. */
const graceSeconds = 15

export const main = ({ watch }: { watch: boolean }): Promise<void> =>
  runProcess(
    'launcher',
    async (config, log, starting) => {
      const launched = await launch(config, log, { env: process.env, watch, ...starting })
      const { url, database, broker } = launched
      console.log(
        `TaskOverflow is ready at ${url} (database: ${database}; broker: ${broker}). Ctrl-C stops it.`,
      )
      return launched
    },
    { graceSeconds, isPlain: true },
  )
