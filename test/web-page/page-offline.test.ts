import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { openTestPage, readKeptQueries, type TestPage } from '../harness/test-page.ts'
import { type PageProxy, startPageProxy } from '../harness/proxy-page.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { expectTitles, storedTodos } from '../harness/todos-page.ts'

const cacheNames = (page: Page) => page.evaluate(() => caches.keys())

describe.skipIf(!hasBrowser)('the page without a network', () => {
  let service: TestService
  let proxy: PageProxy
  let opened: TestPage
  let page: Page

  const title = () => page.getByRole('heading', { level: 1 })
  const build = () => page.locator('meta[name="build"]').getAttribute('content')

  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', withWorker: false })
    proxy = await startPageProxy(service.url)
    opened = await openTestPage(proxy.url, { serviceWorkers: 'allow', keepsTodos: true, preloads: true })
    page = opened.page
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await proxy[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  it('opens with the last known todos, and sends what is typed once', async () => {
    await service.replaceTodos([{ title: 'one' }, { title: 'two' }])
    await page.goto('/')
    await expectTitles(page, ['one', 'two'])
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await expect.poll(() => readKeptQueries(page)).toContain('"one"')

    const context = page.context()
    await context.setOffline(true)
    await page.reload()
    await expectTitles(page, ['one', 'two'])
    await page.getByText('The server can’t be reached').waitFor()
    await page.getByLabel('New todo').fill('three tomorrow')
    await page.getByLabel('New todo').press('Enter')
    await page.getByText('Not sent yet').waitFor()
    await takeScreenshot(page, 'offline')
    // Its script is there, though it has not been opened before.
    await page.getByRole('link', { name: 'Calendar' }).click()
    await page.getByRole('grid').waitFor()
    await page.close()

    await context.setOffline(false)
    page = await context.newPage()
    await page.goto('/')
    await expectTitles(page, ['three', 'one', 'two'])
    await page.getByText('Not sent yet').waitFor({ state: 'detached' })
    expect((await storedTodos(service)).map(todo => todo.title)).toEqual(['one', 'two', 'three'])
  })

  it('takes a new build at the next load, also for later loads without a network', async () => {
    proxy.rewrites.set('/', text => text.replace('<title>', '<meta name="build" content="second"><title>'))
    proxy.rewrites.set('/service-worker.js', text => text.replace(/digest:(.)\w+/, 'digest:$1second'))
    await page.reload()
    expect(await build()).toBe('second')
    await expect.poll(() => cacheNames(page)).toContain('taskoverflow-page-second')
    const isNewActive = () =>
      page.evaluate(async () => {
        const { active, installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {}
        return active?.state === 'activated' && !installing && !waiting
      })
    await expect.poll(isNewActive).toBe(true)
    proxy.isDown = true
    await page.reload()
    expect(await build()).toBe('second')
    await title().waitFor()
    proxy.isDown = false
    // Parts of the build before stay for pages that are open.
    expect((await cacheNames(page)).filter(name => name.startsWith('taskoverflow-page-'))).toHaveLength(2)
  })

  it('opens and says so when the network loses every packet, and goes on when it no longer does', async () => {
    const { promise: silence, resolve: endSilence } = Promise.withResolvers<void>()
    proxy.silentUntil = silence
    // Nothing is kept of this view.
    await page.goto('/?show=done')
    const loading = page.getByRole('main').getByRole('status')
    // It has been patient with the page, with each of its files, with a query and with a probe by then.
    await loading.filter({ hasText: 'Can’t reach the server.' }).waitFor({ timeout: 60_000 })
    await page.getByText('The server can’t be reached').waitFor()
    endSilence()
    await page.getByRole('heading', { name: 'Nothing completed yet' }).waitFor()
    await page.getByText('The server can’t be reached').waitFor({ state: 'detached' })
    expect(await page.getByText('Loading…').count()).toBe(0)
  })

  it('loads again without what it has kept when a script is missing', async () => {
    await page.evaluate(async () => {
      const script = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? ''
      for (const name of await caches.keys())
        await (await caches.open(name)).put(script, new Response('', { status: 404 }))
    })
    let loads = 0
    const context = page.context()
    await page.close()
    page = await context.newPage()
    page.on('load', () => (loads += 1))
    await page.goto('/')
    await expectTitles(page, ['three', 'one', 'two'])
    expect(loads).toBe(2)
  })
})
