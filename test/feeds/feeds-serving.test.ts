import { Agent } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { checkCalendar } from '../calendar-file/calendar-checker.ts'
import { createFeed, modifiedAt, patient, titlesOf } from '../harness/test-feed.ts'
import { ask, useService } from '../harness/test-service.ts'

const dayMs = 86_400_000
const toHttpDate = (ms: number) => new Date(ms).toUTCString()

describe('a feed', () => {
  const service = useService({ broker: 'postgres', env: patient })

  const addTodo = (title: string) => service.createTodo({ title, deadline_at: '2030-01-02T03:04:05' })

  test('answers GET and HEAD alike, with all headers that calendar programs use', async () => {
    await service.replaceTodos([{ title: 'Project 🗓', deadline_at: '2023-04-03T14:00:00Z' }])
    const feed = await createFeed(service, { name: 'Für; Uni', options: { color: 'teal' } })
    const get = await feed.ask('GET', { 'accept-encoding': 'gzip, br', range: 'bytes=0-9', cookie: 'a=b' })
    expect(get.status).toBe(200)
    expect(get.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-length': String(get.bytes.length),
      'content-disposition': expect.stringMatching(/^inline; filename[\x20-\x7E]+\.ics/),
      'cache-control': expect.stringContaining('private'),
      etag: expect.stringMatching(/^"[\w-]+"$/),
      'last-modified': toHttpDate(modifiedAt(get)),
    })
    for (const name of ['content-encoding', 'set-cookie', 'location', 'vary', 'content-range']) {
      expect(get.headers).not.toHaveProperty(name)
    }
    expect(checkCalendar(get.text)).toEqual([])
    for (const line of [
      'NAME:Für\\; Uni',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'COLOR:teal',
    ]) {
      expect(get.text).toContain(`${line}\r\n`)
    }
    expect(titlesOf(get)).toEqual(['Project 🗓'])

    const head = await feed.ask('HEAD')
    expect([head.status, head.bytes.length]).toEqual([200, 0])
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  })

  test('is not sent again to a client that has it', async () => {
    const feed = await createFeed(service)
    const now = await feed.ask('GET')
    const { etag = '', 'last-modified': modified = '' } = now.headers
    const before = toHttpDate(modifiedAt(now) - 1000)
    const answers: [headers: Record<string, string>, status: number][] = [
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `W/${etag}` }, 304],
      [{ 'if-none-match': `"other", ${etag}` }, 304],
      [{ 'if-none-match': '*' }, 304],
      [{ 'if-none-match': '"other"' }, 200],
      [{ 'if-modified-since': modified }, 304],
      [{ 'if-modified-since': toHttpDate(Date.now() + dayMs) }, 304],
      [{ 'if-modified-since': before }, 200],
      [{ 'if-modified-since': 'tomorrow' }, 200],
      [{ 'if-modified-since': '2040' }, 200],
      // The name counts before the time (RFC 9110 §13.2.2).
      [{ 'if-none-match': etag, 'if-modified-since': before }, 304],
      [{ 'if-none-match': '"other"', 'if-modified-since': modified }, 200],
    ]
    for (const method of ['GET', 'HEAD']) {
      for (const [headers, status] of answers) {
        const answer = await feed.ask(method, headers)
        expect([headers, answer.status]).toEqual([headers, status])
        expect(answer.headers).toMatchObject({ etag, 'last-modified': modified })
        if (status === 304) expect(answer.bytes.length).toBe(0)
      }
    }
  })

  test('changes its ETag and Last-Modified with every visible change, even the last deletion, and never back', async () => {
    await service.replaceTodos([])
    const feed = await createFeed(service)
    const { id } = await addTodo('a')
    const steps = [
      () => service.ask(`PUT /todos/${id}`, { json: { title: 'b' } }),
      () => service.ask(`PUT /todos/${id}`, { json: { title: 'c' } }),
      () => service.ask(`PUT /todos/${id}`, { json: { title: 'b' } }),
      () => service.ask(`PUT /feeds/${feed.id}`, { json: { name: 'Renamed' } }),
      () => service.ask(`DELETE /todos/${id}`),
    ]
    const seen = [await feed.ask('GET')]
    for (const change of steps) {
      expect((await change()).status).toBe(200)
      const { etag, 'last-modified': modified } = seen.at(-1)?.headers ?? {}
      expect((await feed.ask('HEAD', { 'if-none-match': etag })).status).toBe(200)
      expect((await feed.ask('HEAD', { 'if-modified-since': modified })).status).toBe(200)
      seen.push(await feed.ask('GET'))
    }
    expect(new Set(seen.map(({ headers }) => headers.etag)).size).toBe(seen.length)
    const times = seen.map(modifiedAt)
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
    expect(seen.map(titlesOf)).toEqual([['a'], ['b'], ['c'], ['b'], ['b'], []])
    for (const { text } of seen) expect(checkCalendar(text)).toEqual([])
  })

  test('keeps its ETag and Last-Modified through changes that are not visible', async () => {
    const feed = await createFeed(service)
    const before = await feed.ask('GET')
    await service.createTodo({ title: 'without a deadline' })
    const after = await feed.ask('GET')
    expect(after.headers.etag).toBe(before.headers.etag)
    expect(modifiedAt(after)).toBe(modifiedAt(before))
    expect((await feed.ask('GET', { 'if-none-match': before.headers.etag })).status).toBe(304)
  })

  test('sends a long list completely, even to a slow reader', async () => {
    await service.replaceTodos(
      Array.from({ length: 20_000 }, (_, n) => ({
        title: `Todo ${n} ${'x'.repeat(n % 200)}`,
        deadline_at: '2030-01-01',
      })),
    )
    const feed = await createFeed(service)
    const whole = await feed.ask('GET')
    expect(whole.headers['content-length']).toBe(String(whole.bytes.length))
    expect(titlesOf(whole)).toHaveLength(20_000)
    const response = await fetch(`${service.url}${feed.path}`)
    let bytes = 0
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      if (bytes < 1_000_000) await delay(1)
    }
    expect(bytes).toBe(whole.bytes.length)
  })

  test('answers 304 about as fast as the server answers anything', async () => {
    await service.replaceTodos([{ title: 'a', deadline_at: '2030-01-01' }])
    const feed = await createFeed(service)
    const { headers } = await feed.ask('GET')
    using agents = new DisposableStack()
    const agent = agents.adopt(new Agent({ keepAlive: true, maxSockets: 50 }), agent => agent.destroy())
    async function time(line: string, headers: Record<string, string>, status: number): Promise<number> {
      const startedAtMs = performance.now()
      let left = 400
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          while (left-- > 0) expect((await ask(service.url, line, { headers, agent })).status).toBe(status)
        }),
      )
      return performance.now() - startedAtMs
    }
    const known = { 'if-none-match': headers.etag ?? '' }
    const ratios: number[] = []
    for (let round = 0; round < 3; round++) {
      ratios.push((await time(`GET ${feed.path}`, known, 304)) / (await time('GET /livez', {}, 200)))
    }
    // About 1 where it was measured.
    expect(Math.min(...ratios)).toBeLessThan(3)
  })
})
