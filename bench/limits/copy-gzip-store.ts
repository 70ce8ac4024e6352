import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, gunzipSync } from 'node:zlib'
import { Client, type Submittable } from 'pg'

// A lower bound for the cost of a large job: COPY the columns as text, gzip them, and store the bytes in parts. No calendar,
// no job. It runs in a process of its own, as our worker does, and reports how many seconds it took.
const partBytes = 256 * 1024
// Rows go to gzip in batches; one by one would take ten times as long.
const blockBytes = 64 * 1024
const copy = `copy (
  select id, uid, title, description, completed, deadline_at, revision, created_at, revised_at
  from todo where owner_id = 'local' order by created_at desc, id desc) to stdout`

const reading = new Client({ connectionString: process.env['DATABASE_URL'] })
const storing = new Client({ connectionString: process.env['DATABASE_URL'] })
await Promise.all([reading.connect(), storing.connect()])
await storing.query(`
  create table if not exists copied_part (n int not null, bytes bytea not null);
  alter table copied_part alter bytes set storage external`)

// The first run is warm-up.
await copyGzipStore()
const measured = await copyGzipStore()
process.send?.(measured)
await Promise.all([reading.end(), storing.end()])
process.disconnect?.()

async function copyGzipStore(): Promise<{ seconds: number; rows: number }> {
  await storing.query('truncate copied_part')
  const startedAtMs = performance.now()
  await pipeline(copyOut(reading, copy), createGzip({ level: 1 }), store)
  const seconds = (performance.now() - startedAtMs) / 1000
  const stored = await storing.query<{ bytes: Buffer }>('select bytes from copied_part order by n')
  const text = gunzipSync(Buffer.concat(stored.rows.map(({ bytes }) => bytes))).toString('latin1')
  return { seconds, rows: text.split('\n').length - 1 }
}

async function store(slices: AsyncIterable<Buffer>): Promise<void> {
  let n = 0
  for await (const part of inBatches(slices, partBytes)) {
    await storing.query('insert into copied_part (n, bytes) values ($1, $2)', [(n += 1), part])
  }
}

async function* inBatches(slices: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let pending: Buffer[] = []
  let pendingBytes = 0
  for await (const slice of slices) {
    pending.push(slice)
    pendingBytes += slice.length
    if (pendingBytes < bytes) continue
    yield Buffer.concat(pending)
    pending = []
    pendingBytes = 0
  }
  yield Buffer.concat(pending)
}

/** pg parses COPY but has no API for it. A custom query object receives the messages, one row each. */
function copyOut(client: Client, text: string): PassThrough {
  const copied = new PassThrough({ highWaterMark: partBytes })
  let block = Buffer.allocUnsafe(blockBytes)
  let used = 0
  function flush(): void {
    copied.write(block.subarray(0, used))
    block = Buffer.allocUnsafe(blockBytes)
    used = 0
  }
  const query: Submittable & Record<string, unknown> = {
    submit: connection => connection.query(text),
    handleCopyData({ chunk }: { chunk: Buffer }) {
      if (used + chunk.length > blockBytes) flush()
      // Copied now, because pg reuses the memory of the chunk.
      used += chunk.copy(block, used)
    },
    handleCommandComplete: flush,
    handleReadyForQuery: () => void copied.end(),
    handleError: (error: Error) => void copied.destroy(error),
  }
  client.query(query)
  return copied
}
