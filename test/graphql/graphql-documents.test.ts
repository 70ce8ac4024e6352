import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { documentCaches } from '../../server/graphql/limits.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function readHeapMb(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

/** The densest allowed document: a token for each ten characters. */
const longDocument = (n: number) => `{ ${`field${String(n).padStart(4, '0')} `.repeat(995)} }`

const shortDocument = (n: number) => `query Q${n} { ${'title '.repeat(60)} }`

test('keeps hundreds of documents of 10,000 characters in less than 30 MB', () => {
  const { documentCache } = documentCaches()
  const beforeMb = readHeapMb()
  for (let n = 0; n < 300; n += 1) documentCache.set(longDocument(n), parse(longDocument(n)))
  expect(readHeapMb() - beforeMb).toBeLessThan(30)
  expect(documentCache.get(longDocument(299))).toBeDefined()
})

test('keeps hundreds of documents of ordinary length', () => {
  const { documentCache } = documentCaches()
  for (let n = 0; n < 300; n += 1) documentCache.set(shortDocument(n), parse(shortDocument(n)))
  expect(documentCache.get(shortDocument(0))).toBeDefined()
})
