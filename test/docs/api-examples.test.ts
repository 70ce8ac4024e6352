import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** What each example must print, in addition to exiting with 0. */
const expected = [
  /"state":"PENDING"/,
  /"state":"SUCCESS"/,
  /"state":"SUCCESS"/,
  /SUCCESS \d+ characters/,
  /SUCCESS/,
  /"changed":\[\{/,
]

const examples = [
  ...(await readFile(join(root, 'docs/api.md'), 'utf8')).matchAll(
    /<!-- example -->\n```(\w+)\n([\s\S]*?)```/g,
  ),
].map(([, language = '', code = ''], index) => ({ language, code, index }))

let service: TestService
beforeAll(async () => {
  service = await startTestService({ broker: 'postgres' })
  await service.createTodo({ title: 'a', deadline_at: '2030-01-01' })
})
afterAll(() => service[Symbol.asyncDispose]())

test('has an example for every door', () => {
  expect(examples).toHaveLength(expected.length)
})

test.each(examples)(
  'runs example $index of docs/api.md as written ($language)',
  async ({ language, code, index }) => {
    await using directory = await createTemporaryDirectory()
    const here = code
      .replaceAll('http://localhost:6400', service.url)
      .replaceAll('todos.ics', join(directory.path, 'todos.ics'))
      .replaceAll('table.csv', join(directory.path, 'table.csv'))
    const file = join(directory.path, `example.${language}`)
    await writeFile(file, here.replaceAll("'./client/", `'${root}/client/`))
    const { stdout } = await run(
      language === 'ts' ? process.execPath : 'bash',
      language === 'ts' ? [file] : ['-e', file],
      {
        cwd: root,
        env: { ...process.env, TASKOVERFLOW_URL: service.url },
      },
    )
    expect(stdout).toMatch(expected[index] ?? /^$/)
  },
)
