import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { type Target, todoColumns, todoValues } from './target.ts'

const run = promisify(execFile)
const script = join(import.meta.dirname, '../peer/run')
const redisUrl = 'redis://127.0.0.1:6390'

export const peerPostgresUrl = 'postgres://postgres@127.0.0.1:5490/todo'

export type Peer = Target & AsyncDisposable

/** @returns why the peer cannot run here and what to install; undefined when it can run */
export const findPeerProblem = (): Promise<string | undefined> =>
  run(script, ['check']).then(
    () => undefined,
    (error: Error & { stderr?: string }) => error.stderr?.trim() || error.message,
  )

/** Starts the peer without its worker, on the ports in its script. */
export async function openPeer(directory: string): Promise<Peer> {
  const command = async (name: string): Promise<void> =>
    void (await run(script, [name], { env: { ...process.env, PEER_DIR: directory } }))
  await using opening = new AsyncDisposableStack()
  opening.defer(() => command('stop'))
  await command('start')
  const pool = opening.adopt(new Pool({ connectionString: peerPostgresUrl, max: 1 }), opened => opened.end())
  pool.on('error', () => {})
  const redis = opening.adopt(new Redis(redisUrl), opened => opened.disconnect())
  redis.on('error', () => {})
  const opened = opening.move()

  return {
    name: 'peer',
    api: 'http://127.0.0.1:6410/api/v1',
    async seed(todos) {
      await pool.query('truncate todos restart identity')
      await pool.query(
        `insert into todos (${todoColumns}) select ${todoValues} from generate_series(1, $1::int) as n`,
        [todos],
      )
      await pool.query('vacuum analyze todos')
    },
    changeList: async () => {},
    startWorkers: () => command('start-worker'),
    stopWorkers: () => command('stop-worker'),
    countWaiting: () => redis.llen('ical'),
    countUnfinished: async ids => ids.length - (await redis.exists(...ids.map(toResultKey))),
    async readFinishTimes(ids, todos) {
      const results = await redis.mget(...ids.map(toResultKey))
      return results.map(text => readFinishTime(text, todos)).toSorted((a, b) => a - b)
    },
    forgetJobs: async () => void (await redis.flushall()),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const toResultKey = (id: string) => `celery-task-meta-${id}`

function readFinishTime(text: string | null, todos: number): number {
  const { status, date_done: doneAt, result } = JSON.parse(text ?? '{}') as Partial<Record<string, string>>
  const events = result?.match(/^BEGIN:VEVENT/gm)?.length
  if (status === 'SUCCESS' && events === todos) return Date.parse(`${doneAt?.replace(/\+00:00$/, '')}Z`)
  throw new Error(`A job of the peer ended with ${status} and ${events} events`)
}
