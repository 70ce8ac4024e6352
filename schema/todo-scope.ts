import { z } from 'zod'
import { listReference } from './lists.ts'
import { priority } from './parse-priority.ts'
import { tag } from './tags.ts'
import { text } from './text.ts'

const searchMaxCodePoints = 255
const maxChoices = 50

export const search = text(searchMaxCodePoints)

/** The first problem of the form that is given, one value or a list: a union reports only `Invalid input`. */
const describeProblem: z.core.$ZodErrorMap<z.core.$ZodIssueInvalidUnion> = ({ errors, input }) =>
  errors[Array.isArray(input) ? 1 : 0]?.[0]?.message

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z
    .union([item.transform(one => [one]), z.array(item)], { error: describeProblem })
    .refine(items => items.length <= maxChoices, `must have at most ${maxChoices} values`)
    .transform((items): z.output<T>[] | undefined => (items.length > 0 ? items : undefined))

/**
 * Which todos a list, a count, a job or a feed is about, by what they are rather than when they are due. A todo is meant if
 * it matches every field.
 */
export const todoScopeFields = {
  /** Todos in one of these lists: ids or names. `resolveLists` makes them ids. */
  list: oneOrMore(listReference).optional(),
  withoutList: oneOrMore(listReference).optional(),
  /** Todos with all of these tags; case and accents are ignored. */
  tag: oneOrMore(tag).optional(),
  /** Todos with none of these tags. */
  withoutTag: oneOrMore(tag).optional(),
  /** Todos with one of these priorities. */
  priority: oneOrMore(priority).optional(),
  /** Todos with a deadline, or those without. */
  hasDeadline: z.boolean('must be true or false').optional(),
  /** Words in the title or the description: see `parseWords`. */
  search: search.optional(),
}

export type TodoScope = z.output<z.ZodObject<typeof todoScopeFields>>
