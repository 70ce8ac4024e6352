import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage, type TestPage, textsOf } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { storedTodos } from '../harness/todos-page.ts'

const aroundMidnight = {
  'before midnight in Brisbane': '2026-11-26T13:59:59.999Z',
  'midnight in Brisbane': '2026-11-26T14:00:00Z',
  'before midnight in UTC': '2026-11-26T23:59:59.999Z',
  'midnight in UTC': '2026-11-27T00:00:00Z',
  'before midnight in New York': '2026-11-27T04:59:59.999Z',
  'midnight in New York': '2026-11-27T05:00:00Z',
}

/** The number of todos, in order, on 26 November; the others are on the 27th. */
const zones = [
  { timezoneId: 'Australia/Brisbane', elsewhere: 'America/Los_Angeles', before: 1 },
  { timezoneId: 'UTC', elsewhere: 'Pacific/Auckland', before: 3 },
  { timezoneId: 'America/New_York', elsewhere: 'Australia/Sydney', before: 5 },
  { timezoneId: 'Australia/Sydney', elsewhere: 'America/New_York', before: 0 },
  { timezoneId: 'Europe/Berlin', elsewhere: 'Asia/Tokyo', before: 2 },
]

/** The first and the last day of the grid, and two of its month. */
const dates = ['2026-10-26', '2026-11-01', '2026-11-20', '2026-12-06']

const cell = (date: string) => `td[data-date="${date}"]`

describe.skipIf(!hasBrowser)('the calendar in a time zone', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage

  async function openCalendar(timezoneId: string, month: string) {
    const page = await opened.reusePage({ timezoneId, viewport: { width: 1280, height: 1400 } })
    await page.goto(`/calendar?view=month&day=${month}-01`)
    return page
  }

  /** In another zone than that of the settings. The offer to change them moves the calendar down, which a drag would miss. */
  async function openCalendarAway(timezoneId: string, elsewhere: string, month: string) {
    await service.ask('PUT /settings', { json: { timeZone: elsewhere } })
    const page = await openCalendar(timezoneId, month)
    await page.locator('.time-zone-offer').waitFor()
    return page
  }

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    return () => opened[Symbol.asyncDispose]()
  })

  describe.each(zones)('$timezoneId', ({ timezoneId, elsewhere, before }) => {
    it('shows times on their local day, and dates on their own even when they were made far away', async () => {
      const titles = Object.keys(aroundMidnight)
      await service.replaceTodos([
        ...Object.entries(aroundMidnight).map(([title, deadline_at]) => ({ title, deadline_at })),
        ...dates.map(deadline_on => ({ title: `On ${deadline_on}`, deadline_on })),
      ])
      const page = await openCalendarAway(timezoneId, elsewhere, '2026-11')
      await page.getByText('before midnight in UTC').waitFor()
      const shown = (date: string) => textsOf(page, `${cell(date)} .due-title`)
      expect(await shown('2026-11-26')).toEqual(titles.slice(0, before))
      expect(await shown('2026-11-27')).toEqual(titles.slice(before))
      for (const date of dates) {
        expect(await shown(date)).toEqual([`On ${date}`])
        expect(await page.locator(cell(date)).locator('.due-time').count()).toBe(0)
      }
      expect(await page.locator('.due-chip').count()).toBe(titles.length + dates.length)
      await page.getByRole('button', { name: 'Friday, 20 November 2026, 1 todo' }).click()
      const friday = page.getByRole('dialog', { name: 'Friday, 20 November 2026' })
      await friday.getByText('On 2026-11-20').waitFor()
      expect(await friday.getByRole('listitem').count()).toBe(1)
    })

    it('keeps a date, and the time of day, when they move across a change of the clocks', async () => {
      // New York's clocks go forward on 14 March 2027.
      await service.replaceTodos([
        { title: 'A date', deadline_on: '2027-03-12' },
        { title: 'A time', deadline_at: '2027-03-12T22:00:00Z' },
      ])
      const page = await openCalendarAway(timezoneId, elsewhere, '2027-03')
      await page.getByRole('button', { name: 'A date' }).dragTo(page.locator(cell('2027-03-17')))
      await page.getByText('moved to Wednesday 17 March').waitFor()
      expect(await storedTodos(service)).toContainEqual(
        expect.objectContaining({ title: 'A date', deadline_on: '2027-03-17' }),
      )
      const event = page.getByRole('button', { name: 'A time' })
      const time = await event.locator('.due-time').innerText()
      await event.dragTo(page.locator(cell('2027-03-18')))
      await page.getByText('moved to Thursday 18 March').waitFor()
      const moved = page.locator(cell('2027-03-18')).getByRole('button', { name: 'A time' })
      expect(await moved.locator('.due-time').innerText()).toBe(time)
    })
  })

  it('reads a skipped time as the one after the change', async () => {
    await service.replaceTodos([{ title: 'Skipped', deadline_at: '2027-03-12T07:30:00Z' }])
    const page = await openCalendarAway('America/New_York', 'UTC', '2027-03')
    await page.getByText('Skipped').dragTo(page.locator(cell('2027-03-14')))
    await page.getByText('moved to Sunday').waitFor()
    const { json } = await service.ask('GET /todos')
    expect(json).toMatchObject([{ deadline_at: '2027-03-14T07:30:00' }])
  })

  it('starts weeks on the first day of the settings', async () => {
    for (const [weekStart, first] of [
      ['monday', 'Mon'],
      ['saturday', 'Sat'],
    ] as const) {
      await service.ask('PUT /settings', { json: { weekStart } })
      const page = await openCalendar('UTC', '2026-11')
      const header = page.getByRole('columnheader').first()
      await expect.poll(() => header.innerText()).toContain(first)
    }
    await service.ask('PUT /settings', { json: { weekStart: 'monday' } })
  })
})
