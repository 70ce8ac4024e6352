type Kind = 'todo' | 'job' | 'feed' | 'event' | 'cursor' | 'file'

const signs: Record<Kind, RegExp> = {
  todo: /"id":"?(\d{1,15})"?[,}]/g,
  job: /\/todos\/ical\/([0-9a-f-]{36})\//g,
  feed: /"id":"([0-9a-f-]{36})","name"/g,
  event: /"?(?:eventId|id)"?: ?"?([0-9a-f-]{36}\.\d+)/g,
  cursor: /(?:ursor"?:"|cursor=)([\w%.=-]+)/g,
  file: /(\/feeds\/[\w-]{43}\/[^"\\/]+\.ics)/g,
}

const maxKept = 10

export type KnownIds = {
  /** Remembers the latest ids of each kind in an answer. */
  learn: (answer: string) => void
  /** Replaces `@todo0`, `@job3`, `@event1` by known ids, so that failing inputs print and shrink reproducibly. */
  fill: (request: string) => string
}

export function createKnownIds(): KnownIds {
  const known: Record<Kind, string[]> = { todo: [], job: [], feed: [], event: [], cursor: [], file: [] }
  const pick = (kind: Kind, n: string) => known[kind].at(-1 - (Number(n) % (known[kind].length || 1))) ?? '0'
  return {
    learn(answer) {
      for (const kind of Object.keys(signs) as Kind[]) {
        const found = Array.from(answer.matchAll(signs[kind]), ([, id = '']) => id).slice(0, maxKept)
        known[kind] = [...new Set([...known[kind], ...found])].slice(-maxKept)
      }
    },
    // A todo's id is a number, so its quotation marks are removed.
    fill: request =>
      request
        .replaceAll(/"@todo(\d)"|@todo(\d)/g, (_, quoted?: string, bare?: string) =>
          pick('todo', quoted ?? bare ?? ''),
        )
        .replaceAll(/@(job|feed|event|cursor|file)(\d)/g, (_, kind: Kind, n: string) => pick(kind, n)),
  }
}
