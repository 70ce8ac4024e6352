import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { slowTests } from '../harness/slow-tests.ts'

const startsProgram = /harness\/(?:browser|page|spawn-main|spawn-sqs|terminals|test-postgres)\.ts'/

test('lists only slow tests that exist', () => {
  expect(slowTests.filter(path => !existsSync(path))).toEqual([])
})

test('lists every test that starts a program or a browser as slow', () => {
  const files = globSync('test/**/*.test.ts').filter(file => startsProgram.test(readFileSync(file, 'utf8')))
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter(file => !slowTests.includes(file))).toEqual([])
})
