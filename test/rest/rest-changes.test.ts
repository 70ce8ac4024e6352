import { connect } from 'node:net'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { toUpdate } from '../doors/rest-door.ts'
import { openEventStream } from '../harness/event-stream.ts'
import { useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const service = useService({ broker: 'postgres', withWorker: false })

const getChanges = async (after: string | number = '') => {
  const { status, json } = await service.ask(`GET /todos/changes${after === '' ? '' : `?after=${after}`}`)
  expect(status).toBe(200)
  return toUpdate(json)
}

const open = (search: string, headers = {}) =>
  openEventStream(`${service.url}/api/v1/todos/events${search}`, headers)

const first = async (search: string, headers = {}) => {
  using stream = await open(search, headers)
  const { value } = await stream.events.next()
  return toUpdate(JSON.parse(value?.data ?? ''))
}

describe('GET /todos/changes', () => {
  test('returns the changes after a revision, with todos in the form of GET /todos', async () => {
    const { revision, ...nothing } = await getChanges()
    expect(nothing).toEqual({ changed: [], deleted: [], lists: null, reset: false })
    const { id } = await service.createTodo({ title: 'a', deadline_at: '2030-01-02' })
    const { json } = await service.ask(`GET /todos/changes?after=${revision}`)
    expect(json).toMatchObject({ revision: revision + 1, deleted: [], lists: null, reset: false })
    expect((json as { changed: unknown }).changed).toEqual([(await service.ask(`GET /todos/${id}`)).json])
    await service.ask(`DELETE /todos/${id}`)
    expect(await getChanges(revision)).toMatchObject({ changed: [], deleted: [{ id }] })
    expect(await getChanges(revision + 2)).toMatchObject({ revision: revision + 2, changed: [], deleted: [] })
    expect((await getChanges(revision + 3)).reset).toBe(true)
  })

  test('has a change as soon as the request that made it is answered', async () => {
    const { revision } = await getChanges()
    const watching = await openEventStream(`${service.url}/api/v1/todos/events?after=${revision}`)
    for (let n = 0; n < 20; n += 1) {
      const { id } = await service.createTodo({ title: `${n}` })
      expect((await getChanges(revision)).changed.map(todo => todo.id)).toContain(id)
    }
    watching[Symbol.dispose]()
  })

  test.each(['x', '-1', '1.5', ''])('rejects ?after=%s', async after => {
    const { status, json } = await service.ask(`GET /todos/changes?after=${after}`)
    expect([status, json]).toEqual([400, { error: 'after: must be a revision' }])
  })
})

describe('GET /todos/events', () => {
  let revision: number
  beforeAll(async () => {
    ;({ revision } = await getChanges())
    await service.createTodo({ title: 'a' })
    await service.createTodo({ title: 'b' })
  })

  test('resumes after Last-Event-ID, which browsers send beside the first ?after', async () => {
    const update = await first(`?after=${revision}`, { 'last-event-id': `${revision + 1}` })
    expect(update.changed.map(({ title }) => title)).toEqual(['b'])
    expect((await first(`?after=${revision}`, { 'last-event-id': '' })).changed).toHaveLength(2)
  })

  test.each(['nonsense', '-1', '01a2072b-f003-77dd-8cc8-4eb7c38beb8d.3'])(
    'resets a client with the Last-Event-ID %s',
    async id => {
      expect(await first('', { 'last-event-id': id })).toMatchObject({ revision: revision + 2, reset: true })
    },
  )

  test('sends events with the revision as id, and without a name', async () => {
    using stream = await open(`?after=${revision}`)
    const { value } = await stream.events.next()
    expect(value).toEqual({ id: `${revision + 2}`, data: expect.any(String) })
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  test('sends a stalled reader everything that it has missed and that is still current, newest last', async () => {
    const { revision: before } = await getChanges()
    const { port, hostname } = new URL(service.url)
    const stalled = connect(Number(port), hostname)
    stalled.write(`GET /api/v1/todos/events?after=${before} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    let text = ''
    stalled.on('data', chunk => (text += chunk.toString()))
    await service.createTodo({ title: 'first' })
    await waitFor('the first update', () => text.includes('"first"'))
    stalled.pause()
    await service.replaceTodos(
      Array.from({ length: 20 }, () => ({ title: 'long', description: 'x'.repeat(10_000) })),
    )
    using reading = await openEventStream(`${service.url}/api/v1/todos/events`)
    // What happens before the first event, which tells the revision, is not in the stream.
    await reading.events.next()
    const rounds = 60
    // Each round is 200 KB: together they are more than the sockets hold.
    for (let round = 1; round <= rounds; round += 1) {
      await sql`
        with stamp as materialized (select revision from next_todos_revision('local', 20))
        update todo set title = ${`round ${round}`}, todos_revision = stamp.revision - 20 + n
        from (select id, row_number() over () as n from todo where title <> 'next') as numbered, stamp
        where todo.id = numbered.id`.execute(service.db)
      await service.createTodo({ title: 'next' })
      for (let seen = 0; seen < 20;) {
        const { value } = await reading.events.next()
        seen += value?.data?.split(`"round ${round}"`).length ?? 1
        seen -= 1
      }
    }
    stalled.resume()
    await waitFor('the newest update', () => text.split(`"round ${rounds}"`).length === 21, 20_000)
    expect(text.split('"round ').length).toBeLessThan(20 * rounds)
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
    stalled.destroy()
  })
})
