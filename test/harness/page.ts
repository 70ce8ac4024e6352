import type { BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'

export type TestPage = AsyncDisposable & {
  page: Page
  /** One more page, of another person or tab: with storage and cookies of its own. */
  openPage: (options?: BrowserContextOptions) => Promise<Page>
  /** What the page's console said of errors, and what it threw. */
  errors: string[]
}

/** A real browser on the page that the server at `url` serves, in a time zone and a language that do not change. */
export async function openTestPage(url: string, options: BrowserContextOptions = {}): Promise<TestPage> {
  const browser = await launchBrowser()
  const errors: string[] = []
  async function openPage(otherOptions: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'en-AU',
      timezoneId: 'Australia/Brisbane',
      ...options,
      ...otherOptions,
    })
    const page = await context.newPage()
    page.on('pageerror', error => errors.push(String(error)))
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    return page
  }
  const page = await openPage()
  await page.goto('/')
  return { page, openPage, errors, [Symbol.asyncDispose]: () => browser.close() }
}
