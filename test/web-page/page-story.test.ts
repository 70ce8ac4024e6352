import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { createFile, exportDialog } from '../harness/export-dialog.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

/**
 * Noon in Brisbane, on a Monday: later than the server's clock, for which nothing is overdue then. The pictures in docs/page.md are
 * those of `SCREENSHOTS=1`.
 */
const now = new Date('2030-11-25T02:00:00Z')
const minuteMs = 60_000

describe.skipIf(!hasBrowser)('a person who opens the page for the first time', () => {
  let service: TestService
  let opened: TestPage
  let page: Page

  beforeAll(async () => {
    const env = { SIMULATED_WORK_SECONDS: '3', PUBLIC_URL: 'https://todos.example.org' }
    service = await startTestService({ broker: 'postgres', env })
    opened = await openTestPage(service.url, { viewport: { width: 1200, height: 720 } })
    page = opened.page
    await page.clock.setFixedTime(now)
    await page.goto('/')
    await page.getByText('No todos yet').waitFor()
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  it('types three todos, sees them in the month, downloads a calendar and gets the address of a feed', async () => {
    const startedAt = performance.now()
    await takeScreenshot(page, 'first-minute-1')
    await page.keyboard.press('n')
    for (const line of ['hand in proposal fri 5pm', 'call mum tomorrow 7pm', 'pay the rent dec 1']) {
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    }
    await page.getByRole('link', { name: /^Open 3/ }).waitFor()
    await takeScreenshot(page, 'first-minute-2')

    await page.getByRole('link', { name: 'Calendar', exact: true }).click()
    for (const [date, todo] of [
      ['2030-11-29', 'hand in proposal 5 pm'],
      ['2030-11-26', 'call mum 7 pm'],
      ['2030-12-01', 'pay the rent'],
    ]) {
      const shown = page.locator(`td[data-date="${date}"] .due-chip`)
      await expect.poll(async () => (await shown.innerText()).replaceAll(/\s+/g, ' ')).toBe(todo)
    }

    await takeScreenshot(page, 'first-minute-3')

    await page.getByRole('link', { name: 'Exports' }).click()
    await createFile(page)
    const positions = new Set<string | null>()
    const link = exportDialog(page).getByRole('link', { name: /^Download/ })
    await waitFor('the file', async () => {
      for (const bar of await page.locator('progress[value]').all()) {
        positions.add(await bar.getAttribute('value', { timeout: 100 }).catch(() => null))
      }
      return link.isVisible()
    })
    expect(positions.size).toBeGreaterThan(2)

    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const calendar = new ICAL.Component(ICAL.parse(await readFile(await download.path(), 'utf8')))
    const titles = calendar.getAllSubcomponents('vevent').map(event => event.getFirstPropertyValue('summary'))
    expect(new Set(titles)).toEqual(new Set(['call mum', 'hand in proposal', 'pay the rent']))

    await exportDialog(page).getByRole('button', { name: 'Make it a feed instead' }).click()
    await exportDialog(page).getByLabel('Name').fill('My todos')
    await exportDialog(page).getByText('3 events').waitFor()
    await takeScreenshot(page, 'first-minute-4')
    await exportDialog(page).getByRole('button', { name: 'Create feed' }).click()
    const address = page.getByRole('textbox', { name: 'Web address (https://)' })
    expect(await address.inputValue()).toMatch(/^https:\/\/todos\.example\.org\/feeds\/.+\.ics$/)
    await takeScreenshot(page, 'first-minute-5')
    expect(performance.now() - startedAt).toBeLessThan(minuteMs)
    expect(opened.errors).toEqual([])
  })
})
