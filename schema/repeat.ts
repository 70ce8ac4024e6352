import { z } from 'zod'
import type { Instant } from './instant.ts'
import type { PlainDate } from './plain-date.ts'
import { parseRule, printRule } from './recurrence-rule.ts'

/** What the next occurrence is computed from. */
export type RepeatFrom = 'deadline' | 'completion'

export type Repeat = {
  /** An RRULE value in its normal form; its COUNT is what remains, the current occurrence included. */
  rule: string
  from: RepeatFrom
}

/** A completed occurrence of a repeating todo. */
export type Completion = {
  completedAt: Instant
  deadlineAt: Instant | null
  deadlineOn: PlainDate | null
  /** For rules with COUNT, the rule before and after: undoing the completion restores the first while the second is in force. */
  rules?: { before: string; after: string }
}

/** The newest completions are kept. */
export const maxCompletions = 100

function parseRepeatRule(value: string, context: z.RefinementCtx): string {
  const rule = parseRule(value)
  if (!('problem' in rule)) return printRule(rule)
  context.addIssue({ code: 'custom', message: rule.problem, input: value })
  return z.NEVER
}

/** Null ends the repetition. */
export const repeat = z
  .strictObject({
    rule: z.string('must be a string').transform(parseRepeatRule),
    from: z.enum(['deadline', 'completion'], 'must be deadline or completion').default('deadline'),
  })
  .nullable()
