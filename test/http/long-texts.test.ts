import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPeakMb } from '../harness/peak-memory.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { type Answer, ask, startTestService, type TestService, type Todo } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const count = 400
const resources = new AsyncDisposableStack()
let service: TestService

beforeAll(async () => {
  service = resources.use(await startTestService({ broker: 'postgres', withWorker: false }))
  await sql`insert into todo (owner_id, title, description)
    select 'local', 'Todo ' || n, repeat(chr(1000 + n), 10000) from generate_series(1, ${count}) as n`.execute(
    service.db,
  )
})
afterAll(() => resources.disposeAsync())

const read = (answer: Answer) => answer.json as Todo[]
const toTitles = (todos: Todo[]) => todos.map(({ title }) => title)
const expected = Array.from({ length: count }, (_, n) => `Todo ${count - n}`)

test('answers a list of long texts whole and in order', async () => {
  const todos = read(await service.ask('GET /todos'))
  expect(toTitles(todos)).toEqual(expected)
  expect(todos.every(({ description }) => description?.length === 10_000)).toBe(true)
})

test('answers a page of long texts with exactly as many todos as the limit, and the address of the next', async () => {
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

test('answers a page of long texts at the other doors', async () => {
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

test.skipIf(process.platform !== 'linux')(
  'stays small while many read long texts at once',
  { timeout: 60_000 },
  async () => {
    await using server = spawnMain('server', { ...service.surroundings, PORT: '0' })
    await server.ready
    const url = await waitFor('the address', () => /"url":"(http[^"]+)"/.exec(server.output())?.[1])
    const beforeMb = await readPeakMb(server.pid)
    const paths = [1, 2, 3, 4].flatMap(n => [`/todos?limit=${count - n}`, `/todos?window=${n}`, '/todos'])
    const answers = await Promise.all([...paths, ...paths].map(path => ask(url, `GET /api/v1${path}`)))
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200])
    expect((await readPeakMb(server.pid)) - beforeMb).toBeLessThan(180)
  },
)
