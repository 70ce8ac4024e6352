import { sql } from 'kysely'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { openTestPage, type TestPage } from '../harness/page.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'

describe.skipIf(!hasBrowser)('the calendar at its limits', () => {
  let service: TestService
  let opened: TestPage
  let page: Page

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const heading = (name: string) => page.getByRole('heading', { name })

  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres' })
    opened = await openTestPage(service.url)
    page = opened.page
    page.setDefaultTimeout(10_000)
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  it('goes from 1900 to 4500, including todos due at either end', async () => {
    await service.replaceTodos([
      { title: 'The first', deadline_at: '1900-01-01T00:00:00Z' },
      { title: 'The last', deadline_at: '4500-12-31T23:59:59Z' },
    ])
    await page.goto('/calendar?month=1900-01')
    await page.getByText('The first').waitFor()
    expect(await button('Previous month').getAttribute('aria-disabled')).toBe('true')
    expect(await button('Next month').getAttribute('aria-disabled')).toBe('false')
    await page.goto('/calendar?month=4500-12')
    await page.getByText('The last').waitFor()
    expect(await button('Next year').getAttribute('aria-disabled')).toBe('true')
  })

  it.each(['2026-13', '1899-12', '4501-01', 'soon', '2026-1'])(
    'shows this month when the address has %s for one',
    async month => {
      await page.clock.setFixedTime(new Date('2026-11-23T02:00:00Z'))
      await page.goto(`/calendar?month=${month}`)
      await heading('November 2026').waitFor()
      expect(await page.getByRole('cell').count()).toBe(42)
    },
  )

  it('shows a thousand todos, says that there are more, and loads them on request', async () => {
    await service.replaceTodos(
      Array.from({ length: 2_500 }, (_, n) => ({
        title: `Todo ${n}`,
        deadline_at: new Date(Date.UTC(2026, 10, 2) + n * 15 * 60_000).toISOString(),
      })),
    )
    await page.goto('/calendar?month=2026-11')
    await page.getByText('Showing 1,000 of 2,500 todos').waitFor()
    await takeScreenshot(page, 'calendar-thousands')
    await button('Show 1,000 more').click()
    await page.getByText('Showing 2,000 of 2,500 todos').waitFor()
    await button('Show 500 more').click()
    await page.getByText('in these weeks, earliest first').waitFor({ state: 'detached' })
    await button('Agenda').click()
    await page.getByText('Todo 2499').waitFor()
    expect(await page.locator('[data-todo]').count()).toBe(2_500)
  })

  it('shows loading and empty months without blocking clicks', async () => {
    const held: Route[] = []
    await page.route('**/trpc/**', route => void held.push(route))
    await page.goto('/calendar?month=2031-05&view=month')
    await page.getByText('Loading…').waitFor()
    await page.unroute('**/trpc/**')
    // Some requests belong to a page that was left and have finished.
    await Promise.allSettled(held.map(route => route.continue()))
    const notice = page.getByText('Nothing due in May 2031. Click a day to add a todo.')
    await notice.waitFor()
    await expectAccessibleEverywhere(page, 'calendar-month-empty')
    const { x = 0, y = 0 } = (await notice.boundingBox()) ?? {}
    await page.mouse.click(x + 20, y + 10)
    await page.getByRole('dialog', { name: 'New todo' }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('shows an agenda on a phone, unless the URL asks for a month', async () => {
    await service.replaceTodos([{ title: 'On the way', deadline_at: '2026-11-27T07:30:00Z' }])
    await page.setViewportSize({ width: 360, height: 720 })
    await page.goto('/calendar?month=2026-11')
    await page.getByText('Friday 27 November').waitFor()
    await page.goto('/calendar?month=2026-11&view=month')
    await page.getByRole('cell').first().waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBe(0)
    await page.setViewportSize({ width: 1280, height: 720 })
  })

  it('reports that the todos cannot be loaded, and retries', async () => {
    await sql`alter table todo rename to todo_away`.execute(service.db)
    await page.goto('/calendar?month=2026-11')
    await page.getByRole('alert').getByText('Couldn’t load the todos: Unexpected error').waitFor()
    await expectAccessibleEverywhere(page, 'calendar-error')
    await sql`alter table todo_away rename to todo`.execute(service.db)
    await button('Try again').click()
    await page.getByText('On the way').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})
