import type { z } from 'zod'

/** The list of unknown keys is unbounded, so messages are truncated. */
const maxMessageLength = 200
const maxProblems = 10

/** Every problem of an input, in the same words at every door: `title: must not be empty; deadlineAt: …`. */
export function describeProblems(issues: readonly z.core.$ZodIssue[]): string {
  const problems = issues.slice(0, maxProblems).map(describeProblem)
  const others = issues.length - problems.length
  return [...problems, ...(others > 0 ? [`and ${others} more`] : [])].join('; ')
}

const describeProblem = (issue: z.core.$ZodIssue): string =>
  `${issue.path.join('.') || 'input'}: ${toMessage(issue)}`

export const toMessage = ({ message }: z.core.$ZodIssue): string =>
  message.slice(0, maxMessageLength).toWellFormed()
