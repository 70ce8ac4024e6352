import type { CalendarJobState } from '../../schema/calendar-job.ts'

type SeenVersion = { version: number; state: CalendarJobState }

/** What one watcher received, over all of its connections. */
export type Watch = { jobId: string; seen: SeenVersion[]; connections: number; hasEnded: boolean }

type Event = { atMs: number; text: string }

/** What the clients of a run received. */
export type History = {
  /** The accepted jobs by id. Repeated answers to one key are one job. */
  accepted: Map<string, { key: string; acceptedAtMs: number }>
  /** Answers to one key with different jobs. */
  conflicts: string[]
  /** Jobs that were cancelled with 200. */
  cancelled: Set<string>
  watches: Watch[]
  /** Answers that no client should ever receive. */
  badAnswers: string[]
  todoChanges: number
  /** What the watchers of the todos received, and how often they connected. */
  todoUpdates: number
  todoResets: number
  todoWatcherConnections: number
  unanswered: number
  faults: Map<string, number>
  kills: Map<string, number>
  countFault: (kind: string) => void
  countKill: (step: string, when: string) => void
  note: (jobId: string, text: string) => void
  eventsOf: (jobId: string) => Event[]
}

export function openHistory(): History {
  const startedAtMs = performance.now()
  const events = new Map<string, Event[]>()
  const faults = new Map<string, number>()
  const kills = new Map<string, number>()
  return {
    accepted: new Map(),
    conflicts: [],
    cancelled: new Set(),
    watches: [],
    badAnswers: [],
    todoChanges: 0,
    todoUpdates: 0,
    todoResets: 0,
    todoWatcherConnections: 0,
    unanswered: 0,
    faults,
    kills,
    countFault: kind => count(faults, kind),
    countKill: (step, when) => count(kills, `${when} ${step}`),
    note(jobId, text) {
      const list = events.get(jobId) ?? []
      list.push({ atMs: Math.round(performance.now() - startedAtMs), text })
      events.set(jobId, list)
    },
    eventsOf: jobId => events.get(jobId) ?? [],
  }
}

const count = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1)
