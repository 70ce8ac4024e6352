import type { Page } from 'playwright-core'
import { expectAccessible } from './axe.ts'
import { takeScreenshot } from './browser.ts'

const phone = { width: 360, height: 720 }

/** Takes a screenshot in light, in dark and at phone size, and checks each with axe. */
export async function expectAccessibleEverywhere(page: Page, name: string, within?: string): Promise<void> {
  const size = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await takeScreenshot(page, `${name}-${colorScheme}`)
    await expectAccessible(page, within)
  }
  await page.setViewportSize(phone)
  await takeScreenshot(page, `${name}-phone`)
  await expectAccessible(page, within)
  if (size) await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: 'light' })
}
