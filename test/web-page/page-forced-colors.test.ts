import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { openTestPage } from '../harness/test-page.ts'
import { startTestService } from '../harness/test-service.ts'

/** What forced colours leave of the style of an element. */
const lookOf = (element: Locator) =>
  element.evaluate(node => {
    const { borderColor, borderStyle, outlineStyle, textDecorationLine } = getComputedStyle(node)
    return { borderColor, borderStyle, outlineStyle, textDecorationLine }
  })

describe.skipIf(!hasBrowser)('the page in forced colours', () => {
  it('marks what is chosen, overdue, focused and done with lines', async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    await service.ask('POST /lists', { json: { name: 'Uni', color: '#dc4446' } })
    await service.createTodo({ title: 'Late', deadline_on: '2026-11-20' })
    await service.createTodo({ title: 'Next', deadline_on: '2026-11-26' })
    await using opened = await openTestPage(service.url, { forcedColors: 'active' })
    const { page } = opened
    await page.clock.setFixedTime(new Date('2026-11-23T02:00:00Z'))
    const link = (name: RegExp) => page.getByRole('link', { name })
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const differ = async (what: string, one: Locator, other: Locator) =>
      expect([what, await lookOf(one)]).not.toEqual([what, await lookOf(other)])

    await page.goto('/')
    await page.getByText('Late', { exact: true }).waitFor()
    await differ('the view', link(/^Todos$/), link(/^Calendar$/))
    await differ('the list', link(/^Upcoming$/), link(/^Uni/))
    await differ('the filter', link(/^Open/), link(/^Overdue/))
    await page.keyboard.press('j')
    expect(await lookOf(page.locator(':focus'))).toMatchObject({ outlineStyle: 'solid' })
    await page.keyboard.press('Control+k')
    const options = page.locator('.palette-option')
    await differ('the command', options.first(), options.nth(1))
    await page.keyboard.press('Escape')
    await button('Edit list “Uni”').click()
    const colors = page.locator('.color-field label')
    await differ('the colour', colors.filter({ has: page.locator(':checked') }), colors.last())
    await takeScreenshot(page, 'forced-colors-list')

    await page.goto('/calendar?view=month&day=2026-11-25')
    const chip = (title: string) => page.locator('.due-chip').filter({ hasText: title })
    await differ('what is overdue', chip('Late'), chip('Next'))
    await differ('the way to show it', button('Month'), button('Week'))
    await takeScreenshot(page, 'forced-colors-month')
    await page.setViewportSize({ width: 390, height: 844 })
    await differ(
      'the day',
      page.locator('[data-date="2026-11-25"]'),
      page.locator('[data-date="2026-11-26"]'),
    )

    await service.createTask()
    await service.db
      .updateTable('calendar_job')
      .set({ state: 'STARTED', done: 5, total: 10, attempt: 1, version: 2 })
      .execute()
    await page.goto('/exports')
    const bar = page.getByRole('progressbar').first()
    await bar.waitFor()
    expect(await lookOf(bar)).toMatchObject({ borderStyle: 'solid' })
    await takeScreenshot(page, 'forced-colors-exports')
  })
})
