import type { Page } from 'playwright-core'
import { expectAccessible } from './axe.ts'
import { takeScreenshot } from './browser.ts'

const phone = { width: 360, height: 720 }

/**
 * Checks the page with axe on a desktop in light and on a phone in dark, because a scan takes half a second. Takes a
 * screenshot of the other combination too.
 */
export async function expectAccessibleEverywhere(page: Page, name: string, within?: string): Promise<void> {
  const size = page.viewportSize()
  await page.emulateMedia({ colorScheme: 'light' })
  await takeScreenshot(page, `${name}-light`)
  await expectAccessible(page, within)
  await page.setViewportSize(phone)
  await takeScreenshot(page, `${name}-phone`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, within)
  if (size) await page.setViewportSize(size)
  await takeScreenshot(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}
