import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser } from '../harness/browser.ts'
import { expectFocus, openTestPage, type TestPage, untilPainted } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

const go = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view, exact: true }).click()

const waitForView = (page: Page, view: string) =>
  page.getByRole('heading', { level: 1, name: view }).waitFor()

describe.skipIf(!hasBrowser)('the frame around the views', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    return () => opened[Symbol.asyncDispose]()
  })

  async function openUpcoming() {
    const page = await opened.openPage()
    await page.goto('/')
    await waitForView(page, 'Upcoming')
    return page
  }

  describe('when a view cannot be loaded', () => {
    const parts = /\/assets\/(?:Calendar|Exports)View/

    it('says so without a URL, keeps the other views, and loads it the next time', async () => {
      const page = await openUpcoming()
      const refused = /\/assets\/|\/livez$/
      await page.route(refused, route => route.abort('connectionrefused'))
      await go(page, 'Calendar')
      const alert = page.getByRole('alert')
      await alert.getByText('Couldn’t load this page').waitFor()
      expect(await alert.innerText()).not.toMatch(/assets|http/)
      await go(page, 'Todos')
      await waitForView(page, 'Upcoming')
      expect(await alert.count()).toBe(0)
      await page.unroute(refused)
      await go(page, 'Calendar')
      await waitForView(page, 'Calendar')
      const display = await page
        .locator('.calendar-toolbar')
        .evaluate(toolbar => getComputedStyle(toolbar).display)
      expect(display).toBe('flex')
      await page.context().close()
    })

    it('loads it again on request', async () => {
      const page = await openUpcoming()
      const refused = /\/assets\/|\/livez$/
      await page.route(refused, route => route.abort('connectionrefused'))
      await go(page, 'Exports')
      const retry = page.getByRole('button', { name: 'Try again' })
      await retry.waitFor()
      await page.unroute(refused)
      await retry.click()
      await waitForView(page, 'Exports')
      expect(await page.getByRole('alert').count()).toBe(0)
      await page.context().close()
    })

    it('tries again by itself', async () => {
      const page = await openUpcoming()
      const refused = new Set<string>()
      await page.route(parts, route => {
        const url = route.request().url()
        if (refused.has(url)) return route.continue()
        refused.add(url)
        return route.abort('connectionreset')
      })
      await go(page, 'Calendar')
      await waitForView(page, 'Calendar')
      expect(refused.size).toBeGreaterThan(0)
      await page.context().close()
    })

    it('reloads the page once when the server has another version', async () => {
      const page = await openUpcoming()
      await page.route(parts, route => route.fulfill({ status: 404, json: { error: 'Not found' } }))
      let visits = 0
      page.on('request', request => {
        if (request.isNavigationRequest()) visits += 1
      })
      await go(page, 'Calendar')
      await page.getByText('A part of this page is missing on the server.').waitFor()
      expect(visits).toBe(1)
      await page.context().close()
    })
  })

  it('loads the other views in advance', async () => {
    const page = await opened.openPage({ preloads: true })
    await page.goto('/')
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .join(' '),
      )
    for (const view of ['CalendarView', 'ListDialog', 'ExportDialog']) {
      await expect.poll(loaded).toMatch(new RegExp(`/assets/${view}-[^ ]+[.]js`))
    }
    await page.route('**', route => route.abort('connectionrefused'))
    await go(page, 'Exports')
    await waitForView(page, 'Exports')
    await page.context().close()
  })

  it('has the chosen colours before its scripts have run', async () => {
    const page = await opened.openPage({ colorScheme: 'light' })
    await page.goto('/')
    const button = page.getByRole('button', { name: 'Theme' })
    await button.click()
    await button.click()
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor()
    const colors = () =>
      page
        .locator('meta[name="theme-color"]')
        .evaluateAll((metas: HTMLMetaElement[]) =>
          metas.filter(({ media }) => matchMedia(media).matches).map(({ content }) => content),
        )
    expect(await colors()).toEqual(['#1d2026'])
    await page.route(/\/assets\/.*\.js/, () => {})
    await page.reload({ waitUntil: 'commit' })
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    await expect.poll(background).toBe('rgb(20, 22, 26)')
    await page.context().close()
  })

  it('can be installed', async () => {
    const page = await opened.openPage()
    await page.goto('/')
    const session = await page.context().newCDPSession(page)
    const { data = '', errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { icons } = JSON.parse(data) as { icons: { src: string; sizes: string; purpose?: string }[] }
    expect(icons.map(({ purpose = 'any' }) => purpose)).toContain('maskable')
    const touchIcon = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href')
    const sizes = [...icons, { src: touchIcon ?? '', sizes: '180x180' }].filter(
      ({ sizes }) => sizes !== 'any',
    )
    for (const { src, sizes: expected } of sizes) {
      const size = await page.evaluate(async src => {
        const image = new Image()
        image.src = src
        await image.decode()
        return `${image.naturalWidth}x${image.naturalHeight}`
      }, src)
      expect([src, size]).toEqual([src, expected])
    }
    await page.context().close()
  })

  it('says once that the server is unreachable, and reloads what failed', async () => {
    const page = await opened.openPage()
    await page.route('**/trpc/**', route => route.abort('connectionrefused'))
    await page.goto('/trash')
    const banner = page.getByText('The server can’t be reached.')
    await banner.waitFor()
    await page.getByText('Couldn’t load the trash').waitFor()
    expect(await page.locator('main').getByText(/reach/).count()).toBe(0)
    await expectAccessibleEverywhere(page, 'server-away')
    const skipLink = await page.getByRole('link', { name: 'Skip to content' }).boundingBox()
    expect((skipLink?.y ?? 0) + (skipLink?.height ?? 0)).toBeLessThanOrEqual(0)
    await page.unroute('**/trpc/**')
    await banner.waitFor({ state: 'detached' })
    await page.getByText('The trash is empty').waitFor()
    await page.context().close()
  })

  it('names the page after its view, and moves the focus to the view', async () => {
    await service.replaceTodos([{ title: 'one' }, { title: 'two' }])
    const page = await opened.openPage()
    await page.goto('/')
    for (const [view, title] of [
      ['Calendar', 'Calendar'],
      ['Exports', 'Exports'],
      ['Todos', 'Upcoming (2)'],
    ] as const) {
      await go(page, view)
      await expect.poll(() => page.title()).toBe(`${title} · TaskOverflow`)
      await expectFocus(page.locator('#main'))
      const [name = ''] = title.split(' ')
      await page.getByRole('status').filter({ hasText: name }).first().waitFor()
    }
    await page.goBack()
    await expect.poll(() => page.title()).toBe('Exports · TaskOverflow')
    await untilPainted(page)
    await page.keyboard.press('n')
    await expectFocus(page.getByLabel('New todo'))
    await page.goto('/nonsense')
    await expect.poll(() => page.title()).toBe('Page not found · TaskOverflow')
    await page.context().close()
  })

  it('has a bar of views at the bottom of a phone', async () => {
    await service.replaceTodos(Array.from({ length: 30 }, (_, n) => ({ title: `todo ${n}` })))
    const page = await opened.openPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto('/')
    const bar = page.getByRole('navigation', { name: 'Views' })
    await bar.getByRole('link').first().waitFor()
    const links = await bar.getByRole('link').all()
    const boxes = await Promise.all(links.map(link => link.boundingBox()))
    expect(await bar.getByRole('link').allInnerTexts()).toEqual(['Todos', 'Calendar', 'Exports', 'Settings'])
    for (const box of boxes) {
      expect(box?.height).toBeGreaterThanOrEqual(44)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844)
    }
    // A list is as long as its rows once the last ones are shown.
    await expect
      .poll(async () => {
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
        return page.getByRole('checkbox', { name: /^Completed: todo / }).count()
      })
      .toBeGreaterThan(5)
    const last = page.getByRole('checkbox', { name: /^Completed: todo / }).last()
    await last.click()
    await page.getByRole('button', { name: 'Undo' }).tap()
    await expectAccessible(page)
    await bar.getByRole('link', { name: 'Settings' }).tap()
    await page.getByLabel('Theme').selectOption('Dark')
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark')
    await expectAccessible(page)
    await page.context().close()
  })

  it('keeps the header on one line at twice the text size', async () => {
    const page = await opened.openPage({
      viewport: { width: 640, height: 400 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto('/')
    await waitForView(page, 'Upcoming')
    const box = await page.getByRole('banner').boundingBox()
    expect(box?.height).toBeLessThan(65)
    expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640)
    await page.getByRole('link', { name: 'TaskOverflow' }).waitFor()
    await page.context().close()
  })

  it('reports a failure outside of the views, and recovers', async () => {
    const page = await opened.openPage()
    await page.goto('/')
    const refused = /\/assets\/|\/livez$/
    await page.route(refused, route => route.abort('connectionrefused'))
    await page.getByRole('button', { name: 'New list' }).click()
    await page.getByRole('alert').getByText('This page couldn’t be shown').waitFor()
    await page.unroute(refused)
    await page.getByRole('button', { name: 'Reload' }).click()
    await page.getByRole('button', { name: 'New list' }).click()
    await page.getByRole('dialog', { name: 'New list' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.context().close()
  })
})
