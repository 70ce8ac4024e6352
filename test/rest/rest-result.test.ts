import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { parse as parseContentDisposition } from 'content-disposition'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkCalendar } from '../calendar-file/calendar-checker.ts'
import { type Task, useService } from '../harness/test-service.ts'

const run = promisify(execFile)
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const todo = { title: 'Project Proposal', deadline_at: '2023-04-03T14:00:00Z' }

/** Names of calendars, and the names of their downloaded files. */
const names: [name: string, file: RegExp][] = [
  ['Todos', /^Todos\.ics$/],
  ['📅 für Ærø', /^📅 für Ærø\.ics$/],
  ['100 %41', /^100 %41\.ics$/],
  ['a"b', /^a.b\.ics$/],
  ['x%0D%0AX-Evil: 1 <script>', /^x%0D%0AX-Evil  1  script\.ics$/],
  ['x; filename=evil.exe', /^x; filename=evil\.exe\.ics$/],
  ['../../etc/passwd', /^[^/\\]*passwd\.ics$/],
  ['..\\..\\evil', /^[^/\\]*evil\.ics$/],
  ['🗓'.repeat(255), /^🗓+\.ics$/u],
  ['', /^[^.]+\.ics$/],
]

describe('the result', () => {
  const service = useService({ broker: 'postgres' })
  beforeAll(async () => {
    await service.replaceTodos([todo])
  })

  /** The path of the result of a finished task. */
  async function makeCalendar(options?: object): Promise<string> {
    const { task_id: id } = await service.createTask(options)
    expect(await service.finishTask(id)).toMatchObject({ task_status: 'SUCCESS' })
    return `/todos/ical/${id}/result`
  }

  test('is the file with its metadata in headers', async () => {
    const { status, headers, bytes, text } = await service.ask(`GET ${await makeCalendar()}`)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': expect.stringMatching(/^attachment; filename="?todos\.ics"?$/),
      etag: expect.stringMatching(/^"[\w-]+"$/),
      vary: expect.stringMatching(/accept-encoding/i),
    })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(checkCalendar(text)).toEqual([])
    expect(text).toContain('SUMMARY:Project Proposal\r\n')
  })

  test.for([
    ['gzip', ['gzip', 'GZIP', 'deflate, gzip;q=0.5, br', '*', 'gzip;q=0.001']],
    [
      undefined,
      ['', 'gzip;q=0', 'gzip; q=0.000, *', '*;q=0', 'identity', 'br, deflate', 'gzipped', 'gzip;q=x'],
    ],
  ] as const)('is sent as %s to clients that accept any of %j', async ([encoding, accepted]) => {
    const path = await makeCalendar()
    const plain = await service.ask(`GET ${path}`)
    for (const value of accepted) {
      const answer = await service.ask(`GET ${path}`, { headers: { 'accept-encoding': value } })
      const { headers, bytes } = answer
      expect([value, headers['content-encoding']]).toEqual([value, encoding])
      expect(headers['content-length']).toBe(String(bytes.length))
      expect(headers.vary).toMatch(/accept-encoding/i)
      expect(encoding ? gunzipSync(bytes) : bytes).toEqual(plain.bytes)
      expect(headers.etag === plain.headers.etag).toBe(encoding === undefined)
    }
  })

  test('is the same large file plain, with gzip and for curl', async () => {
    const todos = Array.from({ length: 3000 }, (_, index) => ({
      ...todo,
      title: `🗓 ${index}`,
      description: randomBytes(200).toString('hex'),
    }))
    await service.replaceTodos(todos)
    const path = await makeCalendar()
    const { parts } = await service.db
      .selectFrom('artifact_part')
      .select(({ fn }) => fn.max('n').as('parts'))
      .executeTakeFirstOrThrow()
    expect(parts).toBeGreaterThanOrEqual(2)

    const plain = await service.ask(`GET ${path}`)
    expect(plain.text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(3000)
    expect(plain.text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(plain.headers['content-length']).toBe(String(plain.bytes.length))
    const { bytes } = await service.ask(`GET ${path}`, { headers: { 'accept-encoding': 'gzip' } })
    expect(hash(gunzipSync(bytes))).toBe(hash(plain.bytes))
    for (const options of [[], ['--compressed']]) {
      const url = `${service.url}/api/v1${path}`
      const { stdout } = await run('curl', ['-sS', '--fail', ...options, url], {
        encoding: 'buffer',
        maxBuffer: 64 * 1024 * 1024,
      })
      expect(hash(stdout)).toBe(hash(plain.bytes))
    }
    await service.replaceTodos([todo])
  })

  test.for([{}, { 'accept-encoding': 'gzip' }])('answers HEAD like GET, with %j', async headers => {
    const path = await makeCalendar()
    const get = await service.ask(`GET ${path}`, { headers })
    const head = await service.ask(`HEAD ${path}`, { headers })
    expect([head.status, head.bytes.length]).toEqual([200, 0])
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  })

  test.for([{}, { 'accept-encoding': 'gzip' }])(
    'is not sent again to a client that has it, with %j',
    async accept => {
      const path = await makeCalendar()
      const { headers, bytes } = await service.ask(`GET ${path}`, { headers: accept })
      const { etag = '', vary } = headers
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag} `, '*']) {
        for (const method of ['GET', 'HEAD']) {
          const answer = await service.ask(`${method} ${path}`, {
            headers: { ...accept, 'if-none-match': known },
          })
          expect([known, answer.status, answer.bytes.length]).toEqual([known, 304, 0])
          expect(answer.headers).toMatchObject({ etag, vary })
          expect(answer.headers).not.toHaveProperty('content-type')
        }
      }
      for (const other of ['"other"', etag.slice(1, -1), '']) {
        const answer = await service.ask(`GET ${path}`, { headers: { ...accept, 'if-none-match': other } })
        expect([other, answer.status, answer.bytes]).toEqual([other, 200, bytes])
      }
    },
  )

  test('has an ETag that changes only with the todos', async () => {
    const readEtag = async (path: string) => (await service.ask(`HEAD ${path}`)).headers.etag
    const path = await makeCalendar()
    const before = await readEtag(path)
    expect(await readEtag(await makeCalendar())).toBe(before)
    const { id } = await service.createTodo(todo)
    expect(await readEtag(await makeCalendar())).not.toBe(before)
    expect(await readEtag(path)).toBe(before)
    await service.ask(`DELETE /todos/${id}`)
  })

  test.for(names)('has a harmless file name for a calendar named %j', async ([name, file]) => {
    const { status, headers } = await service.ask(`GET ${await makeCalendar({ name })}`)
    expect(status).toBe(200)
    expect(headers).not.toHaveProperty('x-evil')
    const disposition = String(headers['content-disposition'])
    expect(disposition).toMatch(/^attachment;[\x20-\x7E]+$/)
    const { filename, ...others } = parseContentDisposition(disposition).parameters
    expect(filename).toMatch(file)
    // The plain parameter, for clients that do not support the extended one, contains no path either.
    expect(/filename="?((?:[^"\\;]|\\.)*)/.exec(disposition)?.[1]).not.toMatch(/\/|\\\\/)
    expect(Object.keys(others).filter(parameter => parameter !== 'filename*')).toEqual([])
  })

  test('is gone after it has expired, while its task stays unchanged', async () => {
    const path = await makeCalendar()
    const before = (await service.ask(`GET ${path.replace('result', 'status')}`)).json as Task
    await service.db
      .updateTable('artifact')
      .set({ expires_at: sql<string>`now() - interval '1 second'` })
      .execute()
    const { status, headers, json } = await service.ask(`GET ${path}`)
    expect([status, headers['content-type']]).toEqual([410, 'application/json'])
    expect(json).toEqual({ error: expect.stringMatching(/expired/) })
    expect((await service.ask(`HEAD ${path}`)).status).toBe(410)
    const conditional = await service.ask(`GET ${path}`, { headers: { 'if-none-match': '*' } })
    expect(conditional.status).toBe(410)
    expect((await service.ask(`GET ${path.replace('result', 'status')}`)).json).toEqual(before)
    expect((await service.ask(`GET ${await makeCalendar()}`)).status).toBe(200)
  })
})
