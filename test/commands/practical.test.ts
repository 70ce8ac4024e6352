import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSteps } from '../harness/documented-steps.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { openTerminals, type Terminals } from '../harness/terminals.ts'
import { hasRedis, startTestRedis } from '../harness/test-redis.ts'

const root = join(import.meta.dirname, '../..')
const steps = await readSteps(join(root, 'docs/practical.md'))

const resources = new AsyncDisposableStack()
let terminals: Terminals
/** The exports of the steps so far, repeated in each terminal. */
let exported = ''
/** Adapts a step to free ports and shorter waits. */
let adapt: (code: string) => string

beforeAll(async () => {
  const { path } = resources.use(await createTemporaryDirectory())
  const redis = hasRedis ? resources.use(await startTestRedis()) : undefined
  const [port, sqsPort] = [await findFreePort(), await findFreePort()]
  terminals = resources.use(
    openTerminals(root, {
      PATH: process.env['PATH'],
      HOME: path,
      PORT: `${port}`,
      DATA_DIR: join(path, 'data'),
    }),
  )
  adapt = code =>
    code
      .replaceAll('localhost:6400', `localhost:${port}`)
      .replaceAll('localhost:4566', `localhost:${sqsPort}`)
      .replaceAll('redis://localhost:6379', redis?.url ?? '')
      .replaceAll('npm run sqs --', `npm run sqs -- --port ${sqsPort}`)
      .replaceAll(/^npm run queue (?!.*--receive).*$/gm, '$& --rate 200')
      .replaceAll('SIMULATED_WORK_SECONDS=5', 'SIMULATED_WORK_SECONDS=1')
      .replaceAll('sleep 1', 'sleep 0.1')
})
afterAll(() => resources.disposeAsync())

describe.skipIf(!hasRedis)('the practical, step by step', () => {
  test.each(steps.filter(({ kind }) => kind !== 'not run'))(
    '$kind $note $code',
    async ({ kind, note, code }) => {
      const script = adapt(`${exported}${code}`)
      const expected = new RegExp(note)
      if (kind === 'stays') return terminals.keep(script, expected)
      const ended = kind === 'ctrl-c' ? await terminals.interrupt() : await terminals.run(script)
      expect(ended.output).toMatch(expected)
      // npm is interrupted too, so its exit code means nothing.
      if (kind !== 'ctrl-c') expect(ended.code === 0).toBe(kind === 'run')
      exported += code.match(/^export .*\n/gm)?.join('') ?? ''
    },
  )
})

test('leaves out only the steps of the practical that need Docker or AWS', () => {
  for (const { note } of steps.filter(({ kind }) => kind === 'not run')) expect(note).toMatch(/Docker|AWS/)
  expect(steps.filter(({ kind }) => kind === 'run').length).toBeGreaterThan(10)
})
