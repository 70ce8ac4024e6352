/** Counts of what happened during a run, and the problems. */
export type Notes = {
  counts: Map<string, number>
  problems: string[]
  count: (what: string) => void
  report: (problem: string) => void
}

const maxProblems = 1_000

export function createNotes(): Notes {
  const counts = new Map<string, number>()
  const problems: string[] = []
  return {
    counts,
    problems,
    count: what => void counts.set(what, (counts.get(what) ?? 0) + 1),
    report(problem) {
      if (problems.length < maxProblems) problems.push(problem)
    },
  }
}
