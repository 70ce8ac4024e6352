import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { createFile, exportDialog } from '../harness/export-dialog.ts'
import { openTestPage, type TestPage } from '../harness/page.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Noon in Brisbane, on a Monday. */
const now = new Date('2026-11-23T02:00:00Z')
const minuteMs = 60_000

describe.skipIf(!hasBrowser)('a person who opens the page for the first time', () => {
  let service: TestService
  let opened: TestPage
  let page: Page

  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', env: { SIMULATED_WORK_SECONDS: '3' } })
    opened = await openTestPage(service.url)
    page = opened.page
    await page.clock.setFixedTime(now)
    // The page looks at the clock only twice a minute.
    await page.reload()
    await page.getByText('No todos yet').waitFor()
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  it('types three todos, sees them in the month, creates a calendar and downloads it', async () => {
    const startedAt = performance.now()
    await page.keyboard.press('n')
    for (const line of ['hand in proposal fri 5pm', 'call mum tomorrow 7pm', 'pay the rent dec 1']) {
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    }

    await page.getByRole('link', { name: 'Calendar', exact: true }).click()
    for (const [date, todo] of [
      ['2026-11-27', 'hand in proposal 5 pm'],
      ['2026-11-24', 'call mum 7 pm'],
      ['2026-12-01', 'pay the rent'],
    ]) {
      const shown = page.locator(`td[data-date="${date}"] .due-chip`)
      await expect.poll(async () => (await shown.innerText()).replaceAll(/\s+/g, ' ')).toBe(todo)
    }

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
    await takeScreenshot(page, 'story')

    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const calendar = new ICAL.Component(ICAL.parse(await readFile(await download.path(), 'utf8')))
    const titles = calendar.getAllSubcomponents('vevent').map(event => event.getFirstPropertyValue('summary'))
    expect(new Set(titles)).toEqual(new Set(['call mum', 'hand in proposal', 'pay the rent']))
    expect(performance.now() - startedAt).toBeLessThan(minuteMs)
    expect(opened.errors).toEqual([])
  })
})
