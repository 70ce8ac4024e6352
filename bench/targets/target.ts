/** A service that the bench measures: ours or the peer, which share a REST contract. */
export type Target = {
  name: 'TaskOverflow' | 'peer'
  /** `http://…/api/v1` */
  api: string
  /** Replaces the list by this many todos. */
  seed: (todos: number) => Promise<void>
  /** Changes one todo, so that no earlier file can be reused. Does nothing for the peer, which never reuses one. */
  changeList: () => Promise<void>
  startWorkers: () => Promise<void>
  stopWorkers: () => Promise<void>
  /** Messages at the broker that no worker has taken. */
  countWaiting: () => Promise<number>
  countUnfinished: (ids: readonly string[]) => Promise<number>
  /** When each job ended, in ms, ascending. @throws Error unless all ended with SUCCESS and all todos in their file */
  readFinishTimes: (ids: readonly string[], todos: number) => Promise<number[]>
  /** Deletes all jobs, finished and waiting. */
  forgetJobs: () => Promise<void>
}

/** Columns of both targets' tables. */
export const todoColumns = 'title, description, completed, deadline_at, created_at, updated_at'

export const todoValues = `
  'Write chapter ' || n || ' of the report',
  'The one on topic ' || n % 100 || '; show it to the reviewers before the end of the week',
  n % 3 = 0,
  timestamp '2030-01-01 09:00' + n * interval '1 minute',
  timestamp '2025-01-01 09:00' + n * interval '1 second',
  timestamp '2025-01-01 09:00' + n * interval '1 second'`
