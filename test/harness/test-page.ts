import type { BrowserContext, BrowserContextOptions, Locator, Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { findBrowser } from './browser.ts'

export type TestPage = AsyncDisposable & {
  page: Page
  /** Opens another page with its own storage and cookies. */
  openPage: (options?: PageOptions) => Promise<Page>
  /** The page that was opened with the same options, or another one: a new context costs as much as a load. */
  reusePage: (options: PageOptions) => Promise<Page>
  /** Errors from the page's console, and uncaught ones. */
  errors: string[]
}

type PageOptions = BrowserContextOptions & {
  /** Whether the page shows what the browser has kept of the todos, which a test may have replaced in the database. */
  keepsTodos?: boolean
  /** Whether the page loads its other views when it is idle: twenty requests after each load. */
  preloads?: boolean
}

/** Less than a test may take, so that the failure names the element. */
const timeoutMs = 20_000

/** Opens a real browser's page for the server at `url`, with a fixed time zone and language. It shows `/livez` at first. */
export async function openTestPage(url: string, options: PageOptions = {}): Promise<TestPage> {
  const browser = await findBrowser()
  const errors: string[] = []
  const contexts: BrowserContext[] = []
  async function openPage(otherOptions: PageOptions = {}) {
    const { keepsTodos = false, preloads = false, ...contextOptions } = { ...options, ...otherOptions }
    const context = await browser.newContext({
      baseURL: url,
      locale: 'en-AU',
      timezoneId: 'Australia/Brisbane',
      // Requests that a service worker answers cannot be intercepted.
      serviceWorkers: 'block',
      ...contextOptions,
    })
    contexts.push(context)
    if (!preloads) await context.addInitScript(saveData)
    if (!keepsTodos) await context.addInitScript(`globalThis.caches?.delete('taskoverflow-kept-queries')`)
    context.setDefaultTimeout(timeoutMs)
    const page = await context.newPage()
    page.on('pageerror', error => errors.push(String(error)))
    page.on('console', message => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
    })
    return page
  }
  const reusable = new Map<string, Promise<Page>>()
  function reusePage(otherOptions: PageOptions): Promise<Page> {
    const key = JSON.stringify(otherOptions)
    const page = reusable.get(key) ?? openPage(otherOptions)
    reusable.set(key, page)
    return page
  }
  const page = await openPage()
  // The page's storage and cookies, without the cost of its code.
  await page.goto('/livez')
  return {
    page,
    openPage,
    reusePage,
    errors,
    async [Symbol.asyncDispose]() {
      await Promise.all(contexts.map(context => context.close()))
    },
  }
}

const saveData = () => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })

/**
 * The texts of the elements that a CSS selector matches. Playwright's `allInnerTexts` sends its engine (330 KB) to the page once
 * more after each load.
 */
export const textsOf = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(
    selector => Array.from(document.querySelectorAll<HTMLElement>(selector), element => element.innerText),
    selector,
  )

/** What the browser keeps of the todos for a visit without a network. */
export const readKeptQueries = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => (await caches.match('/kept-queries'))?.text())

/** Waits for the focus: the page moves it after it has shown what changed. */
export async function expectFocus(element: Locator): Promise<void> {
  const hasFocus = () => element.evaluate(node => node === document.activeElement)
  await expect.poll(hasFocus, { timeout: 10_000 }).toBe(true)
}

/** Waits until the page listens to keys: it does so after it has drawn what it shows. */
export const untilPainted = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))))

/** Sends both clicks at once. Playwright's own double click waits for the page between them. */
export async function doubleClick(page: Page, x: number, y: number): Promise<void> {
  const input = await page.context().newCDPSession(page)
  await Promise.all(
    [1, 2].flatMap(clickCount =>
      (['mousePressed', 'mouseReleased'] as const).map(type =>
        input.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount }),
      ),
    ),
  )
}

/** Holds the requests to a URL. @returns a function that lets them and all later ones through */
export async function holdRequests(page: Page, url: string | RegExp): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(url, async route => {
    await released
    await route.continue()
  })
  return release
}

/** Answers a request of the page, and all of its batch, as a server with a defect does. */
export function answerWithError(route: Route): Promise<void> {
  const names = new URL(route.request().url()).pathname.split(',')
  const data = { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 }
  const error = { code: -32603, message: 'Broken', data }
  return route.fulfill({ status: 500, json: names.map(() => ({ error })) })
}
