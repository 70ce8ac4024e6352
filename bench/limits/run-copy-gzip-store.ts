import { fileURLToPath } from 'node:url'
import type { Environment } from '../environment.ts'

/** @returns the seconds that the todos of a database take without a calendar */
export async function copyGzipStore(
  { processes }: Environment,
  databaseUrl: string,
  todos: number,
): Promise<number> {
  const args = [fileURLToPath(import.meta.resolve('./copy-gzip-store.ts'))]
  await using copying = await processes.startNode('copy-gzip-store', args, { DATABASE_URL: databaseUrl })
  const { seconds, rows } = (await copying.nextMessage()) as { seconds: number; rows: number }
  if (rows !== todos) throw new Error(`${rows} rows were stored of ${todos} todos`)
  return seconds
}
