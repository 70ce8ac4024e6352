import { expect, test } from 'vitest'
import { readPeakMb } from '../harness/peak-memory.ts'
import { spawnMain } from '../harness/spawn-main.ts'
import { startTestService } from '../harness/test-service.ts'

const maxMb = 210
const jobs = 6

/** Ten thousand characters of four bytes each that gzip can hardly compress. */
const text = Array.from({ length: 10_000 }, () =>
  String.fromCodePoint(0x10000 + Math.floor(Math.random() * 0x4000)),
).join('')

test.skipIf(process.platform !== 'linux')(
  'creates several files of the longest texts at once in bounded memory',
  { timeout: 120_000 },
  async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    await service.replaceTodos(
      Array.from({ length: 200 }, (_, n) => ({
        title: `${n}`,
        description: text,
        deadline_at: new Date(),
      })),
    )
    await using worker = spawnMain('worker', {
      DATABASE_URL: service.env.DATABASE_URL ?? '',
      LOG_LEVEL: 'warn',
      // No file is reused, and jobs hold their files while the work is simulated.
      SIMULATED_WORK_SECONDS: '1',
    })
    await worker.ready
    const tasks = await Promise.all(
      Array.from({ length: jobs }, (_, n) => service.createTask({ durationMinutes: 10 + n })),
    )
    for (const { task_id: id } of tasks) {
      const task = await service.finishTask(id, 100_000)
      expect(task).toMatchObject({ state: 'SUCCESS', written: 200, attempt: 1 })
    }
    expect(await readPeakMb(worker.pid)).toBeLessThan(maxMb)
  },
)
