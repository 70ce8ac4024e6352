import type { Migration } from 'kysely/migration'
import { up as todosAndCalendarJobs } from './0001-todos-and-calendar-jobs.ts'
import { up as calendarFeeds } from './0002-calendar-feeds.ts'
import { up as todosByDeadline } from './0003-todos-by-deadline.ts'
import { up as jobsGivenUp } from './0004-jobs-given-up.ts'
import { up as markTodosChanged } from './0005-mark-todos-changed.ts'
import { up as artifactByRevision } from './0006-artifact-by-revision.ts'
import { up as artifactStaging } from './0007-artifact-staging.ts'
import { up as jobRetention } from './0008-job-retention.ts'
import { up as datesAndSettings } from './0009-dates-and-settings.ts'
import { up as recurrence } from './0010-recurrence.ts'
import { up as listsAndChangeLog } from './0011-lists-and-change-log.ts'
import { up as imports } from './0012-imports.ts'
import { up as accounts } from './0013-accounts.ts'
import { up as waitingJobs } from './0014-waiting-jobs.ts'
import { up as fasterTodoWrites } from './0015-faster-todo-writes.ts'
import { up as todoKeys } from './0016-todo-keys.ts'
import { up as todoCounts } from './0017-todo-counts.ts'
import { up as ownersOfRetiredTokens } from './0018-owners-of-retired-tokens.ts'
import { up as deletedAccounts } from './0019-deleted-accounts.ts'
import { up as deletedLists } from './0020-deleted-lists.ts'

/** In the order in which they run. A released migration is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-todos-and-calendar-jobs': { up: todosAndCalendarJobs },
  '0002-calendar-feeds': { up: calendarFeeds },
  '0003-todos-by-deadline': { up: todosByDeadline },
  '0004-jobs-given-up': { up: jobsGivenUp },
  '0005-mark-todos-changed': { up: markTodosChanged },
  '0006-artifact-by-revision': { up: artifactByRevision },
  '0007-artifact-staging': { up: artifactStaging },
  '0008-job-retention': { up: jobRetention },
  '0009-dates-and-settings': { up: datesAndSettings },
  '0010-recurrence': { up: recurrence },
  '0011-lists-and-change-log': { up: listsAndChangeLog },
  '0012-imports': { up: imports },
  '0013-accounts': { up: accounts },
  '0014-waiting-jobs': { up: waitingJobs },
  '0015-faster-todo-writes': { up: fasterTodoWrites },
  '0016-todo-keys': { up: todoKeys },
  '0017-todo-counts': { up: todoCounts },
  '0018-owners-of-retired-tokens': { up: ownersOfRetiredTokens },
  '0019-deleted-accounts': { up: deletedAccounts },
  '0020-deleted-lists': { up: deletedLists },
}
