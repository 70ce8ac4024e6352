import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The test files that take seconds, slowest first: with programs, browsers, or waits for leases and retries. The whole
 * suite starts with them, because a slow file that starts last runs alone. `npm run test:fast` omits them.
 */
export const slowTests = [
  'worker/broken-workers-sqs',
  'worker/broken-workers',
  'commands/launch',
  'calendar-jobs/live-promise',
  'web-page/page-jobs-stream',
  'cli/cli',
  'chaos/chaos',
  'recurrence/occurrences',
  'import/import-faults',
  'import/import-large',
  'import/import-memory',
  'import/import-brokers',
  'web-page/page-jobs-make',
  'web-page/page',
  'web-page/page-jobs',
  'web-page/page-todos-failures',
  'commands/practical',
  'commands/backup',
  'rest/rest-events',
  'rest/rest-changes',
  'queue/sqs-service',
  'web-page/page-todos-zones',
  'embedded-postgres/embedded-postgres',
  'web-page/page-calendar',
  'queue/queue-outages',
  'web-page/page-feeds',
  'web-page/page-quick-add',
  'web-page/page-settings',
  'feeds/feeds-outages',
  'queue/queue',
  'rest/original-faults',
  'calendar-file/calendar-parsers',
  'web-page/page-todos-list',
  'feeds/feeds-programs',
  'web-page/page-calendar-zones',
  'calendar-file/calendar-programs',
  'commands/queue-command-processes',
  'http/pipelining',
  'commands/run-script',
  'web-page/page-todos',
  'web-page/page-lists',
  'web-page/page-trash',
  'web-page/page-todos-repeat',
  'graphql/graphql-subscriptions',
  'feeds/feeds-serving',
  'doors/doors-feeds',
  'web-page/page-calendar-edges',
  'http/long-texts',
  'web-page/page-keys',
  'fuzz/fuzz-trpc',
  'trpc/client',
  'commands/local-sqs',
  'doors/doors-changes',
  'doors/doors-watching',
  'trpc/trpc-subscriptions',
  'feeds/feeds-addresses',
  'rest/rest-absolute-urls',
  'fuzz/fuzz-graphql',
  'graphql/graphql-errors',
  'fuzz/fuzz',
  'fuzz/fuzz-rest',
  'docs/api-examples',
  'doors/calendar-doors',
  'cli/cli-commands',
  'calendar-jobs/job-retention',
  'web-page/todo-list-agreement',
  'http/abandoned-streams',
  'cli/cli-feeds',
  'cli/cli-watch',
  'commands/local-sqs-process',
  'web-page/page-story',
  'worker/large-lists',
  'worker/large-texts',
  'queue/sqs-queue',
  'database/connection-pooler',
  'ci/rerun-failed',
  'soak/hostile-soak',
  'http/drain',
  'http/limits',
  'deploy/terraform-format',
].map(name => `test/${name}.test.ts`)

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const index = slowTests.findIndex(path => moduleId.endsWith(`/${path}`))
  return index === -1 ? slowTests.length : index
}
