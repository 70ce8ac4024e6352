import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import { readPeakMb } from '../harness/peak-memory.ts'
import { spawnServer } from '../harness/spawn-main.ts'
import { type Answer, ask, type Todo, useService } from '../harness/test-service.ts'

const count = 400
const service = useService({ broker: 'postgres', withWorker: false })

beforeAll(async () => {
  await sql`insert into todo (owner_id, title, description)
    select 'local', 'Todo ' || n, repeat(chr(1000 + n), 10000) from generate_series(1, ${count}) as n`.execute(
    service.db,
  )
})

const read = (answer: Answer) => answer.json as Todo[]
const toTitles = (todos: Todo[]) => todos.map(({ title }) => title)
const expected = Array.from({ length: count }, (_, n) => `Todo ${count - n}`)

test('returns a complete list of long texts in order', async () => {
  const todos = read(await service.ask('GET /todos'))
  expect(toTitles(todos)).toEqual(expected)
  expect(todos.every(({ description }) => description?.length === 10_000)).toBe(true)
})

test('breaks off an unreadable list without exposing the error in it or on the terminal', async () => {
  using printed = vi.spyOn(console, 'error')
  const [response] = (await once(get(`${service.url}/api/v1/todos`), 'response')) as [IncomingMessage]
  let text = ''
  response.setEncoding('utf8').on('data', chunk => (text += String(chunk)))
  await once(response, 'data')
  response.pause()
  const closed = new Promise(resolve => response.once('close', resolve))
  response.on('error', () => {})
  await sql`alter table todo rename to todo_away`.execute(service.db)
  try {
    response.resume()
    await closed
  } finally {
    await sql`alter table todo_away rename to todo`.execute(service.db)
  }
  expect(response.complete).toBe(false)
  expect(text.startsWith('[{')).toBe(true)
  expect(text).not.toMatch(/error|relation/i)
  expect(printed).not.toHaveBeenCalled()
})

test('returns pages of long texts with exactly `limit` todos and a link to the next page', async () => {
  const found: Todo[] = []
  let next: string | undefined = '/todos?limit=150'
  const sizes: number[] = []
  while (next !== undefined) {
    const answer: Answer = await service.ask(`GET ${next}`)
    sizes.push(read(answer).length)
    found.push(...read(answer))
    next = /\/api\/v1(\/[^>]+)>; rel="next"/.exec(String(answer.headers['link']))?.[1]
  }
  expect(sizes).toEqual([150, 150, 100])
  expect(toTitles(found)).toEqual(expected)
})

test('returns a page of long texts at the other doors', async () => {
  const input = encodeURIComponent(JSON.stringify({ first: 150 }))
  const page = (await ask(service.url, `GET /trpc/todos?input=${input}`)).json as {
    result: { data: { items: Todo[] } }
  }
  expect(toTitles(page.result.data.items)).toEqual(expected.slice(0, 150))
  const query = '{ todos { nodes { title description } pageInfo { hasNextPage } } }'
  const { text } = await ask(service.url, 'POST /graphql', { json: { query } })
  const { todos } = (JSON.parse(text) as { data: { todos: { nodes: Todo[]; pageInfo: object } } }).data
  expect(toTitles(todos.nodes)).toEqual(expected.slice(0, 100))
  expect(todos.nodes.at(-1)?.description).toHaveLength(10_000)
  expect(todos.pageInfo).toEqual({ hasNextPage: true })
})

test('refuses lists that have no room in one answer together, and delays no others', async () => {
  const list = 'nodes { title description }'
  const query = `{ a: todos(first: ${count}) { ${list} } b: todos(first: ${count}, order: ASC) { ${list} } }`
  const answer = await ask(service.url, 'POST /graphql', { json: { query } })
  expect(JSON.parse(answer.text)).toMatchObject({
    errors: [{ message: expect.stringContaining('ask for fewer'), extensions: { code: 'BAD_INPUT' } }],
  })
  expect((await service.ask('GET /todos?limit=1')).status).toBe(200)
})

test.skipIf(process.platform !== 'linux')(
  'stays small while many clients read long texts at once',
  async () => {
    await using server = await spawnServer(service.surroundings)
    const { url } = server
    const beforeMb = await readPeakMb(server.pid)
    const paths = [1, 2, 3, 4].flatMap(n => [`/todos?limit=${count - n}`, `/todos?window=${n}`, '/todos'])
    const answers = await Promise.all([...paths, ...paths].map(path => ask(url, `GET /api/v1${path}`)))
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200])
    expect((await readPeakMb(server.pid)) - beforeMb).toBeLessThan(240)
  },
)
