import { describe, expect, test } from 'vitest'
import type { CalendarJob } from '../../client/create-client.ts'
import { type JobList, mergeFirstPage } from '../../client/web/jobs/merge-first-page.ts'

/** Jobs by age: the highest number is the newest. */
const page = (from: number, to: number, hasMore = true) => ({
  items: Array.from({ length: from - to + 1 }, (_, n) => ({ id: toId(from - n) }) as CalendarJob),
  nextCursor: hasMore ? toId(to) : null,
})
const toId = (place: number) => `${place}`.padStart(4, '0')
const listOf = (...pages: ReturnType<typeof page>[]): JobList => ({
  pages,
  pageParams: pages.map(() => undefined),
})
const placesOf = ({ pages }: JobList) => pages.flatMap(({ items }) => items.map(({ id }) => Number(id)))
const cursorOf = ({ pages }: JobList) => pages.at(-1)?.nextCursor
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

describe('merging a refetched first page', () => {
  test('keeps the list when nothing is new', () => {
    const list = listOf(page(9, 7), page(6, 4))
    expect(mergeFirstPage(list, page(9, 7))).toEqual(list)
  })

  test('puts new jobs before the loaded ones', () => {
    const list = mergeFirstPage(listOf(page(9, 7), page(6, 4)), page(11, 9))
    expect(placesOf(list)).toEqual(down(11, 4))
    expect(cursorOf(list)).toBe(toId(4))
  })

  test('allows a next page when the only page is entirely new', () => {
    const list = mergeFirstPage(listOf(page(9, 9)), page(11, 9))
    expect(placesOf(list)).toEqual(down(11, 9))
    expect(cursorOf(list)).toBe(toId(9))
  })

  test('drops jobs that are no longer in the range of the page, such as those in another state', () => {
    const head = { items: [9, 7].map(place => ({ id: toId(place) }) as CalendarJob), nextCursor: toId(7) }
    expect(placesOf(mergeFirstPage(listOf(page(9, 6)), head))).toEqual([9, 7, 6])
  })

  test('restarts the list when there are more new jobs than the page holds', () => {
    const list = mergeFirstPage(listOf(page(9, 7), page(6, 4)), page(99, 97))
    expect(placesOf(list)).toEqual([99, 98, 97])
    expect(cursorOf(list)).toBe(toId(97))
  })

  test('stays short in a tab that is open for days', () => {
    let list = listOf(page(3, 1))
    for (let newest = 4; newest < 3_000; newest += 1) {
      list = mergeFirstPage(list, page(newest, newest - 2))
      expect(placesOf(list).length).toBeLessThan(600)
      expect(placesOf(list)[0]).toBe(newest)
    }
    expect(cursorOf(list)).toBe(toId(placesOf(list).at(-1) ?? 0))
  })

  test('is the page alone when there are no other jobs', () => {
    expect(placesOf(mergeFirstPage(listOf(page(9, 7)), page(3, 2, false)))).toEqual([3, 2])
    expect(placesOf(mergeFirstPage(listOf(page(9, 7)), { items: [], nextCursor: null }))).toEqual([])
    expect(placesOf(mergeFirstPage(listOf({ items: [], nextCursor: null }), page(3, 1)))).toEqual([3, 2, 1])
  })
})
