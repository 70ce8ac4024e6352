import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { storedTodos, showTodos } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

describe.skipIf(!hasBrowser)('actions in the calendar', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const day = (date: string) => page.locator(`td[data-date="${date}"]`)
  const find = async (title: string) => (await storedTodos(service)).find(todo => todo.title === title)
  const dateOf = async (title: string) => (await find(title))?.deadline_on

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    await page.clock.setFixedTime(new Date('2026-11-23T02:00:00Z'))
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await showTodos(service, page, '/calendar?view=month', [
      { title: 'Hand in the proposal', deadline_at: '2026-11-27T07:30:00Z' },
      { title: 'Write the report', deadline_on: '2026-11-26' },
      { title: 'Call the bank', deadline_on: '2026-11-26' },
    ])
    await page.getByText('Hand in the proposal').waitFor()
  })

  it('completes a todo in its cell', async () => {
    const name = 'Completed: Hand in the proposal'
    await day('2026-11-27').getByRole('checkbox', { name }).click()
    await page.getByText('Completed “Hand in the proposal”').waitFor()
    expect((await find('Hand in the proposal'))?.completed).toBe(true)
    await button('Undo').click()
    await expect.poll(async () => (await find('Hand in the proposal'))?.completed).toBe(false)
  })

  it('moves todos from the tray of those without a date to a day and back', async () => {
    await service.createTodo({ title: 'Some day' })
    await button('No date 1').click()
    const tray = page.getByRole('region', { name: 'No date' })
    const chip = tray.locator('.due-chip')
    const dataTransfer = await page.evaluateHandle(() => new DataTransfer())
    await chip.dispatchEvent('dragstart', { dataTransfer })
    await day('2026-11-25').dispatchEvent('dragover', { dataTransfer })
    await page.locator('td.target').waitFor()
    await chip.dispatchEvent('dragend', { dataTransfer })
    await page.locator('td.target').waitFor({ state: 'detached' })
    await tray.getByText('Some day').dragTo(day('2026-11-25'))
    await page.getByText('“Some day” moved to Wednesday 25 November').waitFor()
    await tray.getByText('Every open todo has a date.').waitFor()
    await day('2026-11-25').getByText('Some day').dragTo(tray)
    await page.getByText('Removed the deadline of “Some day”').waitFor()
    await expectAccessibleEverywhere(page, 'calendar-undated')
    await tray.getByRole('button', { name: 'Some day', exact: true }).focus()
    await page.keyboard.press('d')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Tomorrow/ })
      .click()
    await expect.poll(() => dateOf('Some day')).toBe('2026-11-24')
    await button('No date 0').click()
    await tray.waitFor({ state: 'detached' })
  })

  it('shows what matches a filter', async () => {
    const chips = page.locator('.due-chip')
    await page.getByLabel('Search').fill('proposal')
    await expect.poll(() => chips.count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('q')).toBe('proposal')
    await service.createTodo({ title: 'Another proposal', deadline_on: '2026-11-25' })
    await day('2026-11-25').getByText('Another proposal').waitFor()
    await button('Agenda').click()
    await expect.poll(() => page.locator('.due-row').count()).toBe(2)
    await page.goBack()
    await expect.poll(() => chips.count()).toBe(2)
    await page.getByLabel('Search').press('Escape')
    await expect.poll(() => chips.count()).toBeGreaterThan(2)
  })
})
