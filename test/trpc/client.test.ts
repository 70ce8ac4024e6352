import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { waitForCalendarJob } from '../../client/wait-for-calendar-job.ts'
import { parseEnv } from '../../core/process/config.ts'
import { createLog } from '../../core/process/log.ts'
import { startServer } from '../../server/start.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const withoutWorker = { broker: 'postgres', withWorker: false } as const

type Proxy = AsyncDisposable & {
  url: string
  /** The procedures that were called, in order. */
  asked: string[]
  /** Breaks all connections. */
  cut: () => void
}

/** A proxy that can break the connections between a client and a server. */
async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const server = createServer(near => {
    const far = connect(Number(port), hostname)
    near.on('data', chunk =>
      asked.push(...(/^(?:GET|POST) \/trpc\/(\w+)/.exec(String(chunk))?.slice(1) ?? [])),
    )
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket
        .on('error', () => {})
        .on('close', () => {
          near.destroy()
          far.destroy()
          sockets.delete(socket)
        })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => sockets.forEach(socket => socket.destroy())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    cut,
    async [Symbol.asyncDispose]() {
      cut()
      await server[Symbol.asyncDispose]()
    },
  }
}

function startServerAt(port: number, { env }: TestService) {
  const config = parseEnv({ ...env, PORT: String(port) })
  return startServer({ ...config, DATABASE_URL: config.DATABASE_URL ?? '' }, createLog('silent', 'server'))
}

/** Waits for a job and records its updates. */
function watch(...[client, id, options]: Parameters<typeof waitForCalendarJob>) {
  const seen: string[] = []
  const end = waitForCalendarJob(client, id, {
    ...options,
    onProgress: ({ eventId, state }) => seen.push(`${eventId.split('.')[1]} ${state}`),
  })
  end.catch(() => {})
  return { seen, end }
}

describe.concurrent('waiting for a calendar job', () => {
  test('works in ten lines of code', async () => {
    await using service = await startTestService({ broker: 'postgres' })
    await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
    const script = `
      import { createClient } from './client/create-client.ts'
      import { waitForCalendarJob } from './client/wait-for-calendar-job.ts'
      const client = createClient({ url: '${service.url}' })
      const { id } = await client.createCalendarJob.mutate({ options: { name: 'Mine' } })
      const job = await waitForCalendarJob(client, id, { onProgress: ({ state }) => console.log(state) })
      const file = await fetch(job.resultUrl)
      console.log((await file.text()).length)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
    const [size, end] = stdout.trim().split('\n').toReversed()
    expect(end).toBe('SUCCESS')
    expect(Number(size)).toBeGreaterThan(200)
  })

  test('resumes after the last event seen when the connection breaks', async () => {
    await using service = await startTestService(withoutWorker)
    await using proxy = await startProxy(service.url)
    const client = createClient(proxy)
    const { id } = await client.createCalendarJob.mutate()
    const { seen, end } = watch(client, id)
    await waitFor('the first snapshot', () => seen.length > 0)
    proxy.cut()
    await waitFor(
      'the client to reconnect',
      () => proxy.asked.filter(name => name === 'calendarJobStatus').length > 1,
    )
    await createClient(service).cancelCalendarJob.mutate({ id })
    expect(await end).toMatchObject({ state: 'REVOKED' })
    expect(seen).toEqual(['1 PENDING', '2 REVOKED'])
  })

  test('resumes at the next server on the same address, and receives the end once', async () => {
    await using service = await startTestService(withoutWorker)
    const port = await findFreePort()
    const draining = await startServerAt(port, service)
    const client = createClient(draining)
    const { id } = await client.createCalendarJob.mutate()
    const { seen, end } = watch(client, id)
    await waitFor('the first snapshot', () => seen.length > 0)
    await draining[Symbol.asyncDispose]()
    await createClient(service).cancelCalendarJob.mutate({ id })
    await using _next = await startServerAt(port, service)
    expect(await end).toMatchObject({ state: 'REVOKED' })
    expect(seen).toEqual(['1 PENDING', '2 REVOKED'])
  })

  test('waits for a free stream when the limit is reached', async () => {
    await using service = await startTestService({ ...withoutWorker, env: { MAX_STREAMS: '1' } })
    await using proxy = await startProxy(service.url)
    const client = createClient(proxy)
    const [first, second] = [await client.createCalendarJob.mutate(), await client.createCalendarJob.mutate()]
    const leaving = watch(client, first.id)
    await waitFor('the first snapshot', () => leaving.seen.length > 0)
    const waiting = watch(client, second.id)
    await waitFor('two refusals', () => proxy.asked.filter(name => name === 'calendarJobStatus').length > 2)
    expect(waiting.seen).toEqual([])
    await client.cancelCalendarJob.mutate({ id: first.id })
    await waitFor('a place', () => waiting.seen.length > 0, 20_000)
    await client.cancelCalendarJob.mutate({ id: second.id })
    expect(await waiting.end).toMatchObject({ state: 'REVOKED' })
  })

  test('fails for an unknown job, and does not retry', async () => {
    await using service = await startTestService(withoutWorker)
    await using proxy = await startProxy(service.url)
    const client = createClient(proxy)
    for (const id of ['nonsense', '01a2072b-f003-77dd-8cc8-4eb7c38beb8d']) {
      await expect(waitForCalendarJob(client, id)).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    }
    // A client that retries would have done so by the time that another one has reconnected.
    const { id } = await client.createCalendarJob.mutate()
    const { seen, end } = watch(client, id)
    await waitFor('the first snapshot', () => seen.length > 0)
    proxy.cut()
    await client.cancelCalendarJob.mutate({ id })
    await end
    expect(proxy.asked.filter(name => name === 'calendarJobStatus')).toHaveLength(4)
  })

  test('stops when its signal is aborted, while the job continues', async () => {
    await using service = await startTestService(withoutWorker)
    const client = createClient(service)
    const { id } = await client.createCalendarJob.mutate()
    const leaving = new AbortController()
    const { seen, end } = watch(client, id, { signal: leaving.signal })
    await waitFor('the first snapshot', () => seen.length > 0)
    leaving.abort(new Error('I leave'))
    await expect(end).rejects.toThrow('I leave')
    await expect(waitForCalendarJob(client, id, { signal: leaving.signal })).rejects.toThrow('I leave')
    expect(await client.calendarJob.query({ id })).toMatchObject({ state: 'PENDING' })
  })
})
