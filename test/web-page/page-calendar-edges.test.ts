import { sql } from 'kysely'
import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { answerWithError, openTestPage, type TestPage, untilPainted } from '../harness/test-page.ts'
import { expectStored, showTodos, storedTodos } from '../harness/todos-page.ts'
import { useService } from '../harness/test-service.ts'

const dayMs = 86_400_000
const now = new Date('2026-11-23T02:00:00Z')

/** Whether an element can be seen in the middle, over everything else. */
function isUppermost(element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect()
  return document.elementFromPoint(x + width / 2, y + height / 2) === element
}

describe.skipIf(!hasBrowser)('the calendar at its limits', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage
  let page: Page

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const heading = (name: string) => page.getByRole('heading', { name })

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  it('goes from 1900 to 4500, including todos due at either end', async () => {
    await showTodos(service, page, '/calendar?view=month&day=1900-01-01', [
      { title: 'The first', deadline_at: '1900-01-01T00:00:00Z' },
      { title: 'The last', deadline_at: '4500-12-31T23:59:59Z' },
    ])
    await page.getByText('The first').waitFor()
    expect(await button('Previous month').getAttribute('aria-disabled')).toBe('true')
    expect(await button('Next month').getAttribute('aria-disabled')).toBe('false')
    await page.goto('/calendar?view=month&day=4500-12-31')
    await page.getByText('The last').waitFor()
    expect(await button('Next year').getAttribute('aria-disabled')).toBe('true')
  })

  it.each(['2026-13-01', '1899-12-31', '4501-01-01', 'soon', '2026-1-1', '2026-02-30'])(
    'shows this month when the address has %s for one',
    async day => {
      await page.clock.setFixedTime(now)
      await page.goto(`/calendar?view=month&day=${day}`)
      await heading('November 2026').waitFor()
      expect(await page.getByRole('gridcell').count()).toBe(42)
    },
  )

  it('lets people undo what they do in the dialog of a day', async () => {
    const todos = Array.from({ length: 9 }, (_, n) => ({ title: `Todo ${n}`, deadline_on: '2026-12-03' }))
    await showTodos(service, page, '/calendar?view=month&day=2026-12-03', todos)
    await page.getByRole('button', { name: /more on Thursday, 3 December 2026$/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Thursday, 3 December 2026' })
    const box = dialog.getByRole('checkbox').first()
    await box.click()
    const undo = button('Undo')
    await undo.waitFor()
    await takeScreenshot(page, 'calendar-dialog-toast')
    await undo.click()
    await expect.poll(() => box.isChecked()).toBe(false)
    await expect.poll(async () => (await storedTodos(service)).every(todo => !todo.completed)).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    // The notifications are in the page again.
    expect(await page.locator('.toast-notes').count()).toBe(1)
  })

  it('counts the todos of every day, and loads the list of a day on scrolling', async () => {
    const perDay = 240
    await showTodos(
      service,
      page,
      '/calendar?view=month&day=2026-11-15',
      Array.from({ length: 10_000 }, (_, n) => ({
        title: `Todo ${n}`,
        deadline_at: new Date(
          Date.UTC(2026, 9, 26, 0, n % 60) + Math.floor(n / perDay) * dayMs,
        ).toISOString(),
      })),
    )
    const days = page.getByRole('button', { name: /2026, 240 todos$/ })
    await expect.poll(() => days.count()).toBe(41)
    await takeScreenshot(page, 'calendar-thousands')
    await page.getByRole('button', { name: /more on Thursday, 3 December 2026$/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Thursday, 3 December 2026' })
    await dialog.getByRole('listitem').first().waitFor()
    await dialog.getByRole('listitem').last().scrollIntoViewIfNeeded()
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(perDay)
    await page.keyboard.press('Escape')
  })

  it('extends the agenda on scrolling', async () => {
    await page.goto('/calendar?view=agenda')
    await page.getByText('Today · Monday 23 November').waitFor()
    const rows = page.getByRole('listitem')
    await rows.first().waitFor()
    await rows.last().scrollIntoViewIfNeeded()
    await expect.poll(() => rows.count()).toBeGreaterThan(1_000)
    await page.getByText(/^Overdue/).click()
    await page.getByText('Todo 0', { exact: true }).waitFor()
  })

  it('asks once for more of the agenda when that fails, and again when it is pressed', async () => {
    let asked = 0
    await page.route(/trpc\/[^?]*todos\b.*after/, route => {
      asked += 1
      return answerWithError(route)
    })
    await page.goto('/calendar?view=agenda')
    const more = button('Show more')
    await page.getByRole('listitem').last().scrollIntoViewIfNeeded()
    await expect.poll(() => asked).toBe(1)
    await more.and(page.locator('[aria-disabled="false"]')).waitFor()
    await untilPainted(page)
    await untilPainted(page)
    expect(asked).toBe(1)
    await page.unrouteAll()
    await more.click()
    await expect.poll(() => page.getByRole('listitem').count()).toBeGreaterThan(1_000)
  })

  it('shows loading and empty months without blocking clicks', async () => {
    const held: Route[] = []
    await page.route('**/trpc/**', route => void held.push(route))
    // Today is in the first row of the grid, before the month.
    await page.clock.setFixedTime(new Date('2031-04-30T02:00:00Z'))
    await page.goto('/calendar?day=2031-05-01&view=month')
    await page.getByText('Loading…').waitFor()
    await page.unroute('**/trpc/**')
    // Some requests belong to a page that was left and have finished.
    await Promise.allSettled(held.map(route => route.continue()))
    const notice = page.getByText('Nothing due in May 2031. Click a day to add a todo.')
    await notice.waitFor()
    await page.locator('.outside.today').waitFor()
    await expectAccessibleEverywhere(page, 'calendar-month-empty')
    const { x = 0, y = 0 } = (await notice.boundingBox()) ?? {}
    await page.mouse.click(x + 20, y + 10)
    await page.getByRole('dialog', { name: 'New todo' }).waitFor()
    await page.keyboard.press('Escape')
    await page.clock.setFixedTime(now)
  })

  it('shows an agenda first on a phone, and the list of a day below the month', async () => {
    await service.replaceTodos([{ title: 'On the way', deadline_at: '2026-11-27T07:30:00Z' }])
    await page.setViewportSize({ width: 360, height: 720 })
    await page.evaluate(() => localStorage.removeItem('taskoverflow-calendar-view'))
    await page.goto('/calendar')
    await page.getByText('Friday 27 November').waitFor()
    await button('Month').click()
    await button('Friday, 27 November 2026, 1 todo').click()
    await button('On the way').waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBe(0)
    await expectAccessibleEverywhere(page, 'calendar-phone')
    await page.getByRole('checkbox', { name: 'Completed: On the way' }).click()
    await button('Friday, 27 November 2026, 1 todo, completed').waitFor()
    await page.setViewportSize({ width: 1280, height: 720 })
  })

  it('reports that the todos cannot be loaded, and retries', async () => {
    await sql`alter table todo rename to todo_away`.execute(service.db)
    await page.goto('/calendar?view=month&day=2026-11-01')
    await page.getByRole('alert').getByText('Couldn’t load the todos: Unexpected error').waitFor()
    await expectAccessibleEverywhere(page, 'calendar-error')
    await sql`alter table todo_away rename to todo`.execute(service.db)
    await button('Try again').first().click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.getByText('On the way').waitFor()
  })

  it('says on top of a form that its todo was deleted elsewhere, and restores it', async () => {
    const deadline_at = '2026-11-27T07:30:00Z'
    await showTodos(service, page, '/calendar?view=month&day=2026-11-27', [
      { title: 'Write the report', deadline_at },
    ])
    await button('Write the report').click()
    const title = page.getByRole('textbox', { name: 'Title' })
    await title.fill('Write it')
    await page.setViewportSize({ width: 1280, height: 500 })
    await button('Save').focus()
    const [todo] = await storedTodos(service)
    await service.ask(`DELETE /todos/${todo?.id}`)
    const notice = page.getByRole('alert').getByText('“Write the report” was deleted elsewhere')
    await expect.poll(() => notice.evaluate(isUppermost)).toBe(true)
    await takeScreenshot(page, 'calendar-form-deleted')
    await button('Save').click()
    await expectStored(service, { title: 'Write it' })
    await title.waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 1280, height: 720 })
  })
})
