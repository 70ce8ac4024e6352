import type { InfiniteData } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'

export type JobPage = { items: CalendarJob[]; nextCursor: string | null }
export type JobList = InfiniteData<JobPage>

/** More, from days in an open tab, would slow the page down. They can be loaded again. */
const maxNew = 500

/**
 * Merges a refetched first page into a list, newest first: down to its last job the page is right, below it the list.
 * If the page has only new jobs, the gap between them is unknown, and the list starts again from the page. It also does when
 * its own first page has grown too long.
 */
export function mergeFirstPage(list: JobList, firstPage: JobPage): JobList {
  const restarted = { pages: [firstPage], pageParams: [undefined] }
  const lastId = firstPage.items.at(-1)?.id
  const firstListedId = list.pages[0]?.items[0]?.id
  const isAll = firstPage.nextCursor === null
  if (isAll || lastId === undefined || firstListedId === undefined || firstListedId < lastId) {
    return restarted
  }
  // Ids are ordered by time.
  const older = list.pages.map(page => ({ ...page, items: page.items.filter(({ id }) => id < lastId) }))
  const [first, ...others] = older
  if (!first || first.items.length > maxNew) return restarted
  const nextCursor = first.items.length === 0 && others.length === 0 ? firstPage.nextCursor : first.nextCursor
  return {
    pages: [{ items: [...firstPage.items, ...first.items], nextCursor }, ...others],
    pageParams: list.pageParams,
  }
}
