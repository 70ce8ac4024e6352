import type { z } from 'zod'

/** Of keys that are not known there can be as many as a body holds. */
const maxMessageLength = 200
const maxProblems = 10

/** All that is wrong with an input, at every door in the same words: `title: must not be empty; deadlineAt: …`. */
export function describeProblems(issues: readonly z.core.$ZodIssue[]): string {
  const problems = issues.slice(0, maxProblems).map(describeProblem)
  const others = issues.length - problems.length
  return [...problems, ...(others > 0 ? [`and ${others} more`] : [])].join('; ')
}

const describeProblem = (issue: z.core.$ZodIssue): string =>
  `${issue.path.join('.') || 'input'}: ${toMessage(issue)}`

export const toMessage = ({ message }: z.core.$ZodIssue): string =>
  message.slice(0, maxMessageLength).toWellFormed()
