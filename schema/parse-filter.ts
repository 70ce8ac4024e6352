import { z } from 'zod'
import { type ParsedFilter, readFilter } from './read-filter.ts'
import { tag } from './tags.ts'
import { text } from './text.ts'

const filterMaxCodePoints = 500

/** Text in the filter language. */
export const filterText = text(filterMaxCodePoints).transform((value, context): ParsedFilter => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message, input: value })
    return z.NEVER
  }
  const read = readFilter(value)
  if ('problem' in read) return problem(read.problem)
  for (const given of [...(read.filter.tag ?? []), ...(read.filter.withoutTag ?? [])]) {
    const { error } = tag.safeParse(given)
    if (error) return problem(`tag: ${error.issues[0]?.message ?? 'is not a tag'}`)
  }
  return read.filter
})
