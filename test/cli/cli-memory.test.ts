import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { listen } from '../harness/listen.ts'

const main = join(import.meta.dirname, '../../client/cli/main.ts')
const flags = packageJson.scripts.cli.match(/--\S+/g) ?? []
const printPeakMemory = `data:text/javascript,process.on('exit', () => console.error(process.resourceUsage().maxRSS))`

/** A server with an endless list of todos. A real one would need a minute to list so many. */
const startEndlessServer = () => {
  const todo = {
    id: 1,
    title: 'Review the project proposal',
    description: 'Bring:\n- laptop\n- charger\n- coffee ☕',
    deadlineAt: '2030-01-02T10:00:00Z',
    completed: false,
    completedAt: null,
    createdAt: '2026-01-02T10:00:00Z',
    updatedAt: '2026-01-02T10:00:00Z',
  }
  const data = { items: Array.from({ length: 500 }, () => todo), nextCursor: 'next' }
  const page = JSON.stringify([{ result: { data } }])
  return createServer((_, response) => response.setHeader('content-type', 'application/json').end(page))
}

/** The peak memory of `npm run cli -- todos --json` in MB. */
async function measurePeakMb(url: string, limit: number): Promise<number> {
  const args = ['todos', '--json', '--limit', `${limit}`, '--url', url]
  const child = spawn(process.execPath, [...flags, '--import', printPeakMemory, main, ...args], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return Number(await text(child.stderr)) / 1024
}

test('lists 200,000 todos in no more memory than 20,000', async () => {
  await using server = startEndlessServer()
  const url = `http://127.0.0.1:${await listen(server)}`
  const fewMb = await measurePeakMb(url, 20_000)
  expect(fewMb).toBeGreaterThan(50)
  expect(await measurePeakMb(url, 200_000)).toBeLessThan(fewMb + 30)
})
