import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { spawnServer } from '../harness/spawn-main.ts'
import { readPeakMb } from '../harness/peak-memory.ts'
import { ask, startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const flood = (path: string, count: number) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(count)

function open(url: string): { socket: Socket; text: () => string } {
  const { hostname, port } = new URL(url)
  let received = ''
  const socket = connect(Number(port), hostname)
  socket.setEncoding('utf8').on('data', (text: string) => (received += text))
  socket.on('error', () => {})
  return { socket, text: () => received }
}

const countAnswers = (text: string, status: number) => text.split(`HTTP/1.1 ${status} `).length - 1

test('answers pipelined requests in order', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { socket, text } = open(service.url)
  const paths = ['/readyz', '/nothing', '/livez', '/api/v1/todos']
  socket.write(
    paths
      .map(path => flood(path, 1))
      .join('')
      .repeat(50),
  )
  await waitFor('all answers', () => text().split('HTTP/1.1 ').length - 1 === 200, 20_000)
  const statuses = [...text().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
  expect(statuses).toEqual(Array.from({ length: 50 }, () => ['200', '404', '200', '200']).flat())
  socket.destroy()
})

test('answers a request that waited behind an event stream', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const { task_id: id } = await service.createTask()
  const { socket, text } = open(service.url)
  socket.write(flood(`/api/v1/todos/ical/${id}/events`, 1) + flood('/livez', 1))
  await waitFor('the stream', () => text().includes('event: status'))
  expect((await service.ask(`DELETE /todos/ical/${id}`)).status).toBe(200)
  await waitFor('the answer behind the stream', () => text().includes('{"status":"ok"}'))
  socket.destroy()
})

test('drains while an ended stream waits behind an open one', async () => {
  await using service = await startTestService({ broker: 'postgres', withWorker: false })
  const pending = await service.createTask()
  const ended = await service.createTask()
  await service.ask(`DELETE /todos/ical/${ended.task_id}`)
  const server = await service.startServer()
  const { socket, text } = open(server.url)
  socket.write(
    flood(`/api/v1/todos/ical/${pending.task_id}/events`, 1) +
      flood(`/api/v1/todos/ical/${ended.task_id}/events`, 1),
  )
  await waitFor('the first stream', () => text().includes('event: status'))
  for (let n = 0; n < 10; n += 1) await ask(server.url, `GET /api/v1/todos/ical/${ended.task_id}/status`)
  const closed = once(socket, 'close')
  await server[Symbol.asyncDispose]()
  await closed
  expect(text()).toContain('retry: ')
})

test.skipIf(process.platform !== 'linux')(
  'stays small and answers /livez through a flood of pipelined requests',
  async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    await using server = await spawnServer(service.surroundings)
    const { url } = server
    const beforeMb = await readPeakMb(server.pid)
    const sockets = Array.from({ length: 20 }, () => open(url))
    for (const { socket } of sockets) socket.write(flood('/readyz', 1_000))
    for (let n = 0; n < 10; n += 1) expect((await ask(url, 'GET /livez')).status).toBe(200)
    await waitFor('some answers', () => sockets.some(({ text }) => countAnswers(text(), 200) > 20), 60_000)
    expect((await readPeakMb(server.pid)) - beforeMb).toBeLessThan(150)
    for (const { socket } of sockets) socket.destroy()
    expect((await ask(url, 'GET /livez')).status).toBe(200)
    expect(await server.stop()).toBe(0)
  },
)
