import { fileURLToPath } from 'node:url'
import { Pool } from 'pg'
import type { Environment } from '../environment.ts'
import type { Load, LoadOrder } from '../load.ts'

export type BareRoute = AsyncDisposable & {
  /** @returns requests per second, each of which stored a row */
  measure: (load: Load, pace: Omit<LoadOrder, 'url'>) => Promise<number>
}

export async function openBareRoute({ processes, createDatabase }: Environment): Promise<BareRoute> {
  await using opening = new AsyncDisposableStack()
  const databaseUrl = await createDatabase()
  const pool = opening.adopt(new Pool({ connectionString: databaseUrl, max: 1 }), opened => opened.end())
  pool.on('error', () => {})
  const route = opening.use(
    await processes.startNode('bare-route', [fileURLToPath(import.meta.resolve('./bare-route.ts'))], {
      DATABASE_URL: databaseUrl,
    }),
  )
  const { url } = (await route.nextMessage()) as { url: string }
  const opened = opening.move()
  return {
    async measure(load, pace) {
      await pool.query('truncate bare_job')
      const { ids, perSecond } = await load({ url, ...pace })
      const { rows } = await pool.query<{ count: string }>('select count(*) from bare_job')
      if (Number(rows[0]?.count) !== ids.length)
        throw new Error(`${ids.length} requests left ${rows[0]?.count} rows`)
      return perSecond
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
