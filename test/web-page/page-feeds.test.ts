import type { Page } from 'playwright-core'
import { encode } from 'uqr'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { exportButton } from '../harness/export-dialog.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { answerWithError, expectFocus, openTestPage, type TestPage } from '../harness/test-page.ts'
import { ask, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const google = { 'user-agent': 'Google-Calendar-Importer' }

describe.skipIf(!hasBrowser)('the feeds', () => {
  const service = useService({ broker: 'postgres', env: { PUBLIC_URL: 'http://tasks.lan' } })
  let opened: TestPage
  let page: Page
  let address: string

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => page.getByRole('textbox', { name })
  const fetchFeed = (url: string) => ask(service.url, `GET ${new URL(url).pathname}`, { headers: google })

  async function zones() {
    const feeds = (await service.ask('GET /feeds')).json as { options: { timeZone: string } }[]
    return feeds.map(({ options }) => options.timeZone)
  }

  beforeAll(async () => {
    opened = await openTestPage(service.url, { permissions: ['clipboard-read', 'clipboard-write'] })
    page = opened.page
    await service.createTodo({ title: 'Feed the cat', deadline_at: '2030-01-02T03:04:05' })
    await service.createTodo({ title: 'Some day' })
    return () => opened[Symbol.asyncDispose]()
  })

  it('offers to create the first feed', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Exports' }).click()
    await page.getByText('No feeds yet').waitFor()
    await expectAccessibleEverywhere(page, 'feeds-empty')
  })

  it('shows all refusals at their fields, and keeps the typed text', async () => {
    await exportButton(page).click()
    await page.getByLabel('A feed that stays up to date').check()
    await field('Name').fill('x'.repeat(256))
    await page.getByLabel('Future days').fill('1.5')
    await button('Create feed').click()
    await page.getByText('must have at most 255 characters').waitFor()
    await page.getByText('must be a whole number of days').waitFor()
    expect(await field('Name').getAttribute('aria-invalid')).toBe('true')
    await expectFocus(field('Name'))
    await expectAccessibleEverywhere(page, 'feeds-form')
    await field('Name').fill('For my phone')
    await button('Create feed').click()
    await expectFocus(page.getByLabel('Future days'))
    expect(await field('Name').inputValue()).toBe('For my phone')
  })

  it('creates a feed whose address serves the calendar', async () => {
    await page.getByLabel('Future days').fill('')
    await button('Create feed').click()
    address = await field('Web address').inputValue()
    const { status, text } = await fetchFeed(address)
    expect({ status, hasTodo: text.includes('SUMMARY:Feed the cat') }).toEqual({ status: 200, hasTodo: true })
    await expectAccessibleEverywhere(page, 'feeds-address')
  })

  it('asks before it closes an address that was not copied', async () => {
    const dialog = page.getByRole('dialog')
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => dialog.getByRole('button', { name: 'Close', exact: true }).click(),
      () => button('Done').click(),
    ]) {
      await leave()
      await dialog.getByRole('heading', { name: 'Close without the address?' }).waitFor()
      await expectFocus(button('Back to the address'))
      await page.keyboard.press('Escape')
      expect(await field('Web address').inputValue()).toBe(address)
    }
    await page.goBack()
    await page.waitForURL(({ pathname }) => pathname === '/')
    await page.locator('#main .quick-add').waitFor()
    expect(await field('Web address').inputValue()).toBe(address)
    await page.goForward()
  })

  it('takes the time zone of the settings, and keeps it', async () => {
    expect(await zones()).toEqual(['Australia/Brisbane'])
    await service.ask('PUT /settings', { json: { timeZone: 'Europe/Berlin' } })
    expect(await zones()).toEqual(['Australia/Brisbane'])
  })

  it('offers the address by clipboard, QR code and link', async () => {
    await button('Copy: Web address (http://)').click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)

    const webcal = address.replace('http:', 'webcal:')
    expect(await field('Calendar address').inputValue()).toBe(webcal)
    expect(await page.getByRole('link', { name: 'Open in a calendar app' }).getAttribute('href')).toBe(webcal)
    expect(await readModules(page)).toEqual(darkModules(webcal))
  })

  it('warns that Google and Outlook cannot reach an address of this machine', async () => {
    await page.getByText('Google Calendar and Outlook can’t reach it').waitFor()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Google Calendar/).click()
    expect(await dialog.getByText('choose + and then “From URL”').isVisible()).toBe(true)
  })

  it('shows the address only once', async () => {
    await button('Done').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.reload()
    await page.getByRole('heading', { name: 'For my phone' }).waitFor()
    expect(await page.content()).not.toContain(new URL(address).pathname.split('/')[2])
  })

  it('shows the contents of a feed, and the program that fetched it', async () => {
    const feed = page.getByRole('article', { name: 'For my phone' })
    await feed.getByText('1 todo. Not included: 1 without a deadline').waitFor()
    await feed.getByText('just now by Google Calendar').waitFor()
    await feed.getByText('30-minute events starting at the deadline').waitFor()
    await feed.getByText('How to add it').click()
    await feed.getByText('Thunderbird', { exact: true }).click()
    await feed.getByText('Paste the web address as the location').waitFor()
    await expectAccessibleEverywhere(page, 'feeds')
  })

  it('says that the feeds cannot be loaded, and keeps those that are shown', async () => {
    const feeds = /trpc\/[^?]*calendarFeeds/
    const other = await page.context().newPage()
    await other.clock.install()
    await other.route(feeds, answerWithError)
    await other.goto('/exports')
    const section = other.getByRole('region', { name: 'Feeds' })
    const retry = section.getByRole('button', { name: 'Try again' })
    await section.getByText('Couldn’t load the feeds').waitFor()
    await retry.focus()
    const asked = other.waitForRequest(/trpc\/[^?]*calendarJob/)
    await other.clock.fastForward(20_000)
    await asked
    await expectFocus(retry)
    await other.unroute(feeds)
    await retry.click()
    await section.getByText('For my phone').waitFor()
    await other.route(feeds, answerWithError)
    await other.clock.fastForward(20_000)
    await section.getByText('Showing the last known feeds. Broken').waitFor()
    await section.getByText('For my phone').waitFor()
    await other.close()
  })

  it('edits a feed', async () => {
    await button('Edit: For my phone').click()
    expect(await field('Name').inputValue()).toBe('For my phone')
    await field('Name').fill('Next week')
    await page.getByLabel('Past days').fill('0')
    await page.getByLabel('Future days').fill('7')
    await page.locator('summary', { hasText: 'More options' }).click()
    await page.getByLabel('Export todos as').selectOption('Events and tasks')
    await page.getByLabel('Overdue todos').selectOption('Show today')
    await page.getByLabel('Duration (minutes)').fill('3')
    await expectAccessibleEverywhere(page, 'feeds-options')
    await button('Save').click()
    await page.getByText('must be at least 5 minutes').waitFor()
    await page.getByLabel('Duration (minutes)').fill('90')
    await button('Save').click()
    const feed = page.getByRole('article', { name: 'Next week' })
    await feed.getByText('due from today to 7 days from now').waitFor()
    await feed.getByText('90-minute events and tasks').waitFor()
    await feed.getByText('overdue shown today').waitFor()
    expect(await zones()).toEqual(['Australia/Brisbane'])
    const served = await waitFor('the window to be served', async () => {
      const { text } = await fetchFeed(address)
      return !text.includes('Feed the cat') && text
    })
    expect(served).toContain('X-WR-CALNAME:Next week')
  })

  it('replaces the address of a feed after a warning', async () => {
    await button('Replace address: Next week').click()
    await page.getByText('stops working').waitFor()
    await expectAccessibleEverywhere(page, 'feeds-rotate')
    await button('Replace address').click()
    const newAddress = await field('Web address').inputValue()
    expect([(await fetchFeed(address)).status, (await fetchFeed(newAddress)).status]).toEqual([410, 200])
    await page.keyboard.press('Escape')
    await button('Close anyway').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    address = newAddress
  })

  it('deletes a feed, and moves the focus to a remaining element', async () => {
    await button('Delete: Next week').click()
    await page.getByText('no longer updated').waitFor()
    await button('Delete feed').click()
    await page.getByText('No feeds yet').waitFor()
    expect((await fetchFeed(address)).status).toBe(410)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Export…')
    expect(opened.errors.filter(error => !error.includes('400'))).toEqual([])
  })
})

/** The dark modules of the displayed code, as `x y`. */
const readModules = (page: Page) =>
  page
    .locator('.qr-code path')
    .evaluate(path =>
      [...(path.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`),
    )

const darkModules = (text: string) =>
  encode(text, { ecc: 'M', border: 4 }).data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `${x} ${y}` : [])),
  )
