import { expect, test } from 'vitest'
import { type Broker, brokers, startTestService } from '../harness/test-service.ts'
import { sqsKinds } from '../harness/test-sqs-broker.ts'

type Import = { id: string; state: string; attempt: number; counts: Record<string, number> }

test.each<Broker>([...brokers, ...sqsKinds])('imports and reports on %s', async broker => {
  await using service = await startTestService({ broker })
  const body = 'uid,title\na,First\nb,Second\n'
  const { id } = (await service.ask('POST /todos/import', { body })).json as Import
  const { text } = await service.ask(`GET /todos/import/${id}/events`)
  const last = JSON.parse(/data: (.*)\n\n$/.exec(text)?.[1] ?? '{}') as Import
  expect(last).toMatchObject({ id, state: 'SUCCESS', attempt: 1, counts: { created: 2, skipped: 0 } })
  const report = await service.ask(`GET /todos/import/${id}/report`)
  expect(report.text.trim().split('\n')).toHaveLength(2)
})
