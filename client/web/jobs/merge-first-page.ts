import type { InfiniteData } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'

export type JobPage = { items: CalendarJob[]; nextCursor: string | null }
export type JobList = InfiniteData<JobPage>

/**
 * A list, newest first, whose beginning was read anew: down to its last job the head is right, further down the list.
 * When more is new than the head holds, nothing is known of what lies between them, and the list begins anew.
 */
export function withHead(list: JobList, head: JobPage): JobList {
  const lastId = head.items.at(-1)?.id
  const firstListedId = list.pages[0]?.items[0]?.id
  const isAll = head.nextCursor === null
  if (isAll || lastId === undefined || firstListedId === undefined || firstListedId < lastId) {
    return { pages: [head], pageParams: [undefined] }
  }
  // Ids are in the order of time.
  const older = list.pages.map(page => ({ ...page, items: page.items.filter(({ id }) => id < lastId) }))
  const [first, ...others] = older
  if (!first) return { pages: [head], pageParams: [undefined] }
  const nextCursor = first.items.length === 0 && others.length === 0 ? head.nextCursor : first.nextCursor
  return {
    pages: [{ items: [...head.items, ...first.items], nextCursor }, ...others],
    pageParams: list.pageParams,
  }
}
