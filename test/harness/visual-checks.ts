import type { Page } from 'playwright-core'
import { contrastRules, expectAccessible } from './axe.ts'
import { takeScreenshot } from './browser.ts'

const phone = { width: 360, height: 720 }

/** Checks the page with axe in light, in dark and at phone size, and takes a screenshot of each. */
export async function expectAccessibleEverywhere(page: Page, name: string, within?: string): Promise<void> {
  const size = page.viewportSize()
  await page.emulateMedia({ colorScheme: 'dark' })
  await takeScreenshot(page, `${name}-dark`)
  await expectAccessible(page, within, contrastRules)
  await page.emulateMedia({ colorScheme: 'light' })
  await takeScreenshot(page, `${name}-light`)
  await expectAccessible(page, within)
  await page.setViewportSize(phone)
  await takeScreenshot(page, `${name}-phone`)
  await expectAccessible(page, within)
  if (size) await page.setViewportSize(size)
}
