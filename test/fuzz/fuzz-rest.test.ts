import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createReferee, fromOperation } from './from-operation.ts'
import { expectToWork, type FuzzedService, startFuzzedService } from './fuzzed-service.ts'
import { numRuns, timeoutMs } from './runs.ts'
import { listOperations, type OpenApi } from '../rest/openapi-document.ts'

describe('the REST door under random requests', () => {
  let service: FuzzedService
  let document: OpenApi
  beforeAll(async () => {
    service = await startFuzzedService()
    document = (await service.ask('GET /openapi.json')).json as OpenApi
    return () => service[Symbol.asyncDispose]()
  })

  test('answers every operation as documented', { timeout: timeoutMs }, async () => {
    const operations = listOperations(document)
    const referee = createReferee(document)
    const requests = operations.map(operation =>
      fromOperation(operation).map(probe => ({ operation, probe })),
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(...requests), async ({ operation, probe }) =>
        referee(operation, probe, await service.probe(probe)),
      ),
      { numRuns: numRuns(15) * operations.length },
    )
  })

  test('still works afterwards', async () => {
    await expectToWork(service)
    expect((await service.ask('GET /health')).status).toBe(200)
  })
})
