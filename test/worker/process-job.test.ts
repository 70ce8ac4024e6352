import { expect, test } from 'vitest'
import type { Db } from '../../core/database/db.ts'
import { createLog } from '../../core/process/log.ts'
import type { Batches } from '../../worker/batches.ts'
import type { LeaseKeeper } from '../../worker/lease-keeper.ts'
import { createJobProcessor } from '../../worker/process-job.ts'

const jobId = '01a2072b-f003-77dd-8cc8-4eb7c38beb8d'
const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

const unused = () => Promise.reject(new Error('unused'))

/** A processor whose claims have these outcomes, in turn. */
function openProcessor(outcomes: ('away' | 'nothing to do' | 'broken')[]) {
  const stopping = new AbortController()
  let claims = 0
  const batches: Pick<Batches, 'claim' | 'reuse' | 'generateOnce'> = {
    async claim() {
      const outcome = outcomes[claims] ?? 'away'
      claims += 1
      if (outcome === 'away') throw refused
      if (outcome === 'broken') throw new Error('a bug')
      return undefined
    },
    reuse: unused,
    generateOnce: unused,
  }
  const processor = createJobProcessor(
    {} as Db,
    batches,
    {} as LeaseKeeper,
    { begin: () => ({ [Symbol.dispose]() {} }) },
    { makeCalendar: unused, runImport: unused },
    createLog('silent', 'test'),
    { maxWaiting: 1, reuse: true, stopping: stopping.signal },
  )
  const delivered = processor.handle({ jobId, hint: async () => {} })
  return { delivered, stopping, countClaims: () => claims }
}

test('keeps a delivery while the database is away, and claims its job then', async () => {
  const { delivered, countClaims } = openProcessor(['away', 'away', 'nothing to do'])
  expect(await delivered).toBe(undefined)
  expect(countClaims()).toBe(3)
})

test('gives a delivery up when the worker stops, or after another error', async () => {
  const { delivered, stopping } = openProcessor([])
  stopping.abort()
  expect(await delivered).toBe(undefined)
  const broken = openProcessor(['broken'])
  expect(await broken.delivered).toBe(undefined)
  expect(broken.countClaims()).toBe(1)
})
