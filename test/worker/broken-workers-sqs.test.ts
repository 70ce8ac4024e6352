import { describe } from 'vitest'
import { testBrokenWorkers } from './broken-workers/behaviours.ts'

describe.each(['FIFO SQS', 'unruly SQS'] as const)('on %s', broker => {
  testBrokenWorkers(broker)
})
