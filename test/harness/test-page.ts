import type { BrowserContext, BrowserContextOptions, Locator, Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { findBrowser } from './browser.ts'

export type TestPage = AsyncDisposable & {
  page: Page
  /** Opens another page with its own storage and cookies. */
  openPage: (options?: BrowserContextOptions) => Promise<Page>
  /** Errors from the page's console, and uncaught ones. */
  errors: string[]
}

type PageOptions = BrowserContextOptions & {
  /** Whether the page shows what the browser has kept of the todos, which a test may have replaced in the database. */
  keepsTodos?: boolean
}

/** Less than a test may take, so that the failure names the element. */
const timeoutMs = 20_000

/** Opens a real browser's page of the server at `url`, with a fixed time zone and language. */
export async function openTestPage(
  url: string,
  { keepsTodos = false, ...options }: PageOptions = {},
): Promise<TestPage> {
  const browser = await findBrowser()
  const errors: string[] = []
  const contexts: BrowserContext[] = []
  async function openPage(otherOptions: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'en-AU',
      timezoneId: 'Australia/Brisbane',
      // Requests that a service worker answers cannot be intercepted.
      serviceWorkers: 'block',
      ...options,
      ...otherOptions,
    })
    contexts.push(context)
    if (!keepsTodos) await context.addInitScript(`globalThis.caches?.delete('taskoverflow-kept-queries')`)
    context.setDefaultTimeout(timeoutMs)
    const page = await context.newPage()
    page.on('pageerror', error => errors.push(String(error)))
    page.on('console', message => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
    })
    return page
  }
  const page = await openPage()
  await page.goto('/')
  return {
    page,
    openPage,
    errors,
    async [Symbol.asyncDispose]() {
      await Promise.all(contexts.map(context => context.close()))
    },
  }
}

/** Waits for the focus: the page moves it after it has shown what changed. */
export async function expectFocus(element: Locator): Promise<void> {
  const hasFocus = () => element.evaluate(node => node === document.activeElement)
  await expect.poll(hasFocus, { timeout: 10_000 }).toBe(true)
}

/** Answers a request of the page as a server with a defect does. */
export function answerWithError(route: Route): Promise<void> {
  const data = { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 }
  return route.fulfill({ status: 500, json: [{ error: { code: -32603, message: 'Broken', data } }] })
}
