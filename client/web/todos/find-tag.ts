import { readFilter } from '../../../schema/read-filter.ts'

/** The tag of a filter that asks for one tag, and for nothing else. */
export function findTag(filter: string): string | undefined {
  const read = readFilter(filter)
  if (!('filter' in read)) return undefined
  const { tag: [tag, ...otherTags] = [], ...others } = read.filter
  return otherTags.length === 0 && Object.keys(others).length === 0 ? tag : undefined
}
