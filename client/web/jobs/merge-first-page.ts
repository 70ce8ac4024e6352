import type { InfiniteData } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'

export type JobPage = { items: CalendarJob[]; nextCursor: string | null }
export type JobList = InfiniteData<JobPage>

/**
 * Merges a refetched first page into a list, newest first: down to its last job the page is right, below it the list.
 * If the page has only new jobs, the gap between them is unknown, and the list starts again from the page.
 */
export function withHead(list: JobList, head: JobPage): JobList {
  const lastId = head.items.at(-1)?.id
  const firstListedId = list.pages[0]?.items[0]?.id
  const isAll = head.nextCursor === null
  if (isAll || lastId === undefined || firstListedId === undefined || firstListedId < lastId) {
    return { pages: [head], pageParams: [undefined] }
  }
  // Ids are ordered by time.
  const older = list.pages.map(page => ({ ...page, items: page.items.filter(({ id }) => id < lastId) }))
  const [first, ...others] = older
  if (!first) return { pages: [head], pageParams: [undefined] }
  const nextCursor = first.items.length === 0 && others.length === 0 ? head.nextCursor : first.nextCursor
  return {
    pages: [{ items: [...head.items, ...first.items], nextCursor }, ...others],
    pageParams: list.pageParams,
  }
}
