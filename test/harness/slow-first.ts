import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Mostly waiting, or starting processes: begun last, one of them would keep everybody waiting. */
const slow = [
  'chaos',
  'broken-workers',
  'broken-workers-sqs',
  'launch',
  'queue',
  'practical',
  'embedded-postgres',
  'live-promise',
  'page-jobs',
  'page-jobs-stream',
  'page-jobs-make',
  'queue-outages',
  'feeds-outages',
  'cli',
].map(name => `/${name}.test.ts`)

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const index = slow.findIndex(name => moduleId.endsWith(name))
  return index === -1 ? slow.length : index
}
