import { describe, expect, test } from 'vitest'
import type { CalendarJob } from '../../client/create-client.ts'
import { type JobList, withHead } from '../../client/web/jobs/merge-first-page.ts'

/** Jobs by their place in time: the highest is the newest. */
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

describe('a list whose head is read anew', () => {
  test('stays as it is when nothing is new', () => {
    const list = listOf(page(9, 7), page(6, 4))
    expect(withHead(list, page(9, 7))).toEqual(list)
  })

  test('begins with what is new, and goes on with what was loaded', () => {
    const list = withHead(listOf(page(9, 7), page(6, 4)), page(11, 9))
    expect(placesOf(list)).toEqual(down(11, 4))
    expect(cursorOf(list)).toBe(toId(4))
  })

  test('has a place for the next page when all of the only page is new', () => {
    const list = withHead(listOf(page(9, 9)), page(11, 9))
    expect(placesOf(list)).toEqual(down(11, 9))
    expect(cursorOf(list)).toBe(toId(9))
  })

  test('loses what is no longer in the range of the head, such as what is in another state now', () => {
    const head = { items: [9, 7].map(place => ({ id: toId(place) }) as CalendarJob), nextCursor: toId(7) }
    expect(placesOf(withHead(listOf(page(9, 6)), head))).toEqual([9, 7, 6])
  })

  test('begins anew when more is new than the head holds', () => {
    const list = withHead(listOf(page(9, 7), page(6, 4)), page(99, 97))
    expect(placesOf(list)).toEqual([99, 98, 97])
    expect(cursorOf(list)).toBe(toId(97))
  })

  test('is the head alone when that is all there is', () => {
    expect(placesOf(withHead(listOf(page(9, 7)), page(3, 2, false)))).toEqual([3, 2])
    expect(placesOf(withHead(listOf(page(9, 7)), { items: [], nextCursor: null }))).toEqual([])
    expect(placesOf(withHead(listOf({ items: [], nextCursor: null }), page(3, 1)))).toEqual([3, 2, 1])
  })
})
