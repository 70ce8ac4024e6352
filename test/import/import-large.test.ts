import { expect, test } from 'vitest'
import { readPeakMb } from '../harness/peak-memory.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { startTestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const maxMb = 220

const todo = (uid: string) =>
  [
    'BEGIN:VTODO',
    `UID:${uid}@example.com`,
    'DTSTAMP:20261120T080000Z',
    `SUMMARY:Todo ${uid}`,
    'DESCRIPTION:Bring\\, the laptop and the charger',
    'DUE;TZID=Europe/Berlin:20270115T090000',
    ...(uid.endsWith('0') ? ['RRULE:FREQ=WEEKLY'] : []),
    'CATEGORIES:a,b',
    'X-APPLE-SORT-ORDER:1',
    'END:VTODO',
    '',
  ].join('\r\n')

const calendar = (name: string, count: number): string =>
  `BEGIN:VCALENDAR\r\n${Array.from({ length: count }, (_, n) => todo(`${name}-${n}`)).join('')}END:VCALENDAR\r\n`

type Import = { id: string; state: string; attempt: number; counts: Record<string, number> }

/** All 50,000 todos at once would take more than 50 MB. */
test.skipIf(process.platform !== 'linux')(
  'imports 50,000 todos in the memory of 20,000',
  { timeout: 240_000 },
  async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    await using worker = spawnMain('worker', { ...service.surroundings, LOG_LEVEL: 'warn' })
    await worker.ready

    const readPeakOfImport = async (name: string, count: number): Promise<number> => {
      const { id } = (await service.ask('POST /todos/import', { body: calendar(name, count) })).json as Import
      const job = await waitFor(
        `the import of ${count}`,
        async () => {
          const found = (await service.ask(`GET /todos/import/${id}`)).json as Import
          return ['SUCCESS', 'FAILURE'].includes(found.state) && found
        },
        110_000,
        200,
      )
      expect(job).toMatchObject({ state: 'SUCCESS', attempt: 1, counts: { created: count, skipped: 0 } })
      return readPeakMb(worker.pid)
    }

    const fewMb = await readPeakOfImport('few', 20_000)
    const manyMb = await readPeakOfImport('many', 50_000)
    expect(manyMb).toBeLessThan(maxMb)
    expect(manyMb - fewMb).toBeLessThan(30)
  },
)
