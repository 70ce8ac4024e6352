import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { processEnv } from '../harness/process-env.ts'

const root = join(import.meta.dirname, '../..')

type Ended = { code: number | string; output: string }
type Report = { testResults: { name: string; status: string }[] }

function runNode(...args: string[]): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>()
  const env = { ...processEnv, NO_COLOR: '1' }
  execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
    resolve({ code: error?.code ?? 0, output: stdout + stderr }),
  )
  return promise
}

const files: Record<string, string> = {
  'good.test.js': `test('passes', () => {})`,
  // Passes from the second run on.
  'flaky.test.js': `
    import { existsSync, writeFileSync } from 'node:fs'
    const ranBefore = import.meta.dirname + '/ran-before'
    test('fails once', () => {
      const isSecondRun = existsSync(ranBefore)
      writeFileSync(ranBefore, '')
      expect(isSecondRun).toBe(true)
    })`,
  'broken.test.js': `test('fails', () => expect(1).toBe(2))`,
}

/** Runs vitest on the named files, then the script on its report. */
async function runAndRerun(...names: string[]) {
  await using directory = await createTemporaryDirectory()
  for (const name of names) await writeFile(join(directory.path, name), files[name] ?? '')
  const report = join(directory.path, 'report.json')
  const options = ['--root', directory.path, '--globals', '--pool=threads', '--no-isolate']
  const reporters = ['--reporter=json', `--outputFile.json=${report}`]
  const first = await runNode('node_modules/vitest/vitest.mjs', 'run', ...options, ...reporters)
  const second = await runNode('.ci/rerun-failed.cjs', report, ...options)
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
  const statuses = names.map(name => testResults.find(file => file.name.endsWith(`/${name}`))?.status)
  const flaky = second.output.split('\n').filter(line => line.startsWith('flaky: '))
  return { first: first.code, second: second.code, statuses, flaky, output: second.output }
}

test('lists a file that passes on its own as flaky and succeeds', async () => {
  const result = await runAndRerun('good.test.js', 'flaky.test.js')
  expect(result.flaky).toEqual([expect.stringMatching(/\/flaky\.test\.js$/)])
  expect(result.output).not.toContain('good.test.js')
  expect(result).toMatchObject({ first: 1, second: 0, statuses: ['passed', 'passed'] })
})

test('fails when a file fails again', async () => {
  const result = await runAndRerun('broken.test.js', 'flaky.test.js')
  expect(result.flaky).toHaveLength(1)
  expect(result).toMatchObject({ first: 1, second: 1, statuses: ['failed', 'passed'] })
})

test('fails when no file did: the run failed for another reason', async () => {
  await using directory = await createTemporaryDirectory()
  const report = join(directory.path, 'report.json')
  await writeFile(report, JSON.stringify({ testResults: [{ name: 'good.test.js', status: 'passed' }] }))
  expect(await runNode('.ci/rerun-failed.cjs', report)).toEqual({ code: 1, output: '' })
})
