/** What happened during a run, by name, and what should not have. */
export type Notes = {
  counts: Map<string, number>
  complaints: string[]
  count: (what: string) => void
  complain: (what: string) => void
}

const maxProblems = 1_000

export function createNotes(): Notes {
  const counts = new Map<string, number>()
  const complaints: string[] = []
  return {
    counts,
    complaints,
    count: what => void counts.set(what, (counts.get(what) ?? 0) + 1),
    complain(what) {
      if (complaints.length < maxProblems) complaints.push(what)
    },
  }
}
