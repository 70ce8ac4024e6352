import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { exportButton } from '../harness/export-dialog.ts'
import { openTestPage, readKeptQueries, type TestPage, textsOf } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectStored, fillDeadline, readDeadline } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

/** Monday in UTC and in New York, Tuesday in Sydney. */
const now = new Date('2026-11-23T20:00:00Z')

const offer = (page: Page) => page.getByRole('complementary', { name: 'Different time zone' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const days = (page: Page) => textsOf(page, '.todo-row time')

describe.skipIf(!hasBrowser)('the settings on the page', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage

  async function openIn(timezoneId: string, path = '/', locale = 'en-AU') {
    const page = await opened.openPage({ timezoneId, locale })
    await page.clock.setFixedTime(now)
    await page.goto(path)
    return page
  }

  const settings = async () => (await service.ask('GET /settings')).json
  const set = (json: object) => service.ask('PUT /settings', { json })
  async function expectSettings(expected: object) {
    await expect.poll(settings).toMatchObject(expected)
  }

  beforeAll(async () => {
    opened = await openTestPage(service.url, { timezoneId: 'America/New_York', locale: 'en-US' })
    return () => opened[Symbol.asyncDispose]()
  })

  it('are those of the first browser', async () => {
    const { page } = opened
    await page.goto('/')
    await expectSettings({ timeZone: 'America/New_York', weekStart: 'sunday' })
    await page.getByText('No todos yet').waitFor()
    expect(await offer(page).count()).toBe(0)
    const second = await openIn('Europe/Berlin')
    await offer(second).waitFor()
    expect(await settings()).toMatchObject({ timeZone: 'America/New_York', weekStart: 'sunday' })
    await second.context().close()
  })

  it('come with a name for the inbox in the language of the page, once', async () => {
    await service.db.updateTable('owner').set({ settings_updated_at: null }).execute()
    const page = await openIn('Europe/Berlin', '/', 'de-DE')
    const nav = page.getByRole('navigation', { name: 'Listen' })
    await nav.getByRole('link', { name: 'Eingang' }).waitFor()
    await expectSettings({ timeZone: 'Europe/Berlin', weekStart: 'monday' })
    const [inboxRow] = (await service.ask('GET /lists')).json as { id: number }[]
    await service.ask(`PUT /lists/${inboxRow?.id}`, { json: { name: 'Inbox' } })
    await page.reload()
    await nav.getByRole('link', { name: 'Inbox' }).waitFor()
    await page.context().close()
  })

  it('stay when they were set before the first visit', async () => {
    await service.db.updateTable('owner').set({ settings_updated_at: null, time_zone: 'UTC' }).execute()
    await set({ timeZone: 'UTC' })
    const page = await openIn('Europe/Berlin')
    await page
      .getByText('This browser’s time zone is Europe/Berlin, but your settings use UTC. Change the settings?')
      .waitFor()
    expect(await settings()).toMatchObject({ timeZone: 'UTC' })
    await page.context().close()
  })

  it('are not set because the browser has kept them from before they were', async () => {
    await service.db.updateTable('owner').set({ settings_updated_at: null }).execute()
    const page = await opened.openPage({ keepsTodos: true })
    // The page is closed before the server answers.
    await page.route(/updateSettings/, () => {})
    await page.goto('/')
    await expect.poll(() => readKeptQueries(page)).toContain('"settings"')
    await set({ timeZone: 'Asia/Tokyo' })
    const sent: string[] = []
    page.on('request', request => sent.push(request.url()))
    await page.reload()
    await offer(page).waitFor()
    expect(sent.filter(url => url.includes('updateSettings'))).toEqual([])
    await page.context().close()
  })

  it('follow a change of another client', async () => {
    const page = await openIn('UTC', '/settings')
    const field = page.getByLabel('Time zone', { exact: true })
    for (const timeZone of ['Asia/Tokyo', 'America/Lima']) {
      await set({ timeZone })
      await expect.poll(() => field.inputValue()).toBe(timeZone)
    }
    await page.context().close()
  })

  describe('of another time zone than the browser’s', () => {
    beforeEach(async () => {
      await set({ timeZone: 'UTC' })
      await service.replaceTodos([
        { title: 'Monday', deadline_on: '2026-11-23' },
        { title: 'Tuesday', deadline_on: '2026-11-24' },
      ])
    })

    it('are changed on request', async () => {
      const page = await openIn('Australia/Sydney', '/?sort=title')
      await expect.poll(() => days(page)).toEqual(['Yesterday', 'Today'])
      await expectAccessibleEverywhere(page, 'settings-offer')
      await button(page, 'Change').click()
      await offer(page).waitFor({ state: 'detached' })
      await expectSettings({ timeZone: 'Australia/Sydney' })
      await page.getByText('overdue by 1 day').waitFor()
      await page.context().close()
    })

    it('are kept on request, and then decide what is today', async () => {
      const page = await openIn('Australia/Sydney', '/?sort=title')
      await button(page, 'Keep').click()
      await offer(page).waitFor({ state: 'detached' })
      await expect.poll(() => days(page)).toEqual(['Today', 'Tomorrow'])
      await page.goto('/calendar')
      await page.locator('td[data-date="2026-11-23"] [aria-current="date"]').waitFor()
      await page.goto('/?sort=title')
      await expect.poll(() => days(page)).toEqual(['Today', 'Tomorrow'])
      expect(await offer(page).count()).toBe(0)
      expect(await settings()).toMatchObject({ timeZone: 'UTC' })

      // Another zone is another question.
      await set({ timeZone: 'Europe/Berlin' })
      await page.reload()
      await offer(page).getByText('your settings use Europe/Berlin').waitFor()
      await page.context().close()
    })

    it('are kept for times too, where they are shown and typed', async () => {
      await service.replaceTodos([{ title: 'Talk', deadline_at: '2026-11-23T22:00:00Z' }])
      const page = await openIn('Australia/Sydney', '/?sort=title')
      const when = page.locator('.todo-row', { hasText: 'Talk' }).locator('time')
      await expect.poll(() => when.innerText()).toContain('Today 9 am')
      const otherTab = await page.context().newPage()
      await otherTab.goto('/')
      await button(otherTab, 'Keep').click()
      await offer(page).waitFor({ state: 'detached' })
      await expect.poll(() => when.innerText()).toContain('Today 10 pm')
      expect(await when.getAttribute('title')).toMatch('10:00:00 pm UTC')
      await page.getByLabel('New todo').fill('Call mum tomorrow')
      await page.getByText('Due Tue, 24 Nov').waitFor()
      await page.getByLabel('New todo').fill('Dinner today 11pm')
      await page.getByText('Due Mon, 23 Nov, 11 pm').waitFor()
      await page.getByLabel('New todo').press('Enter')
      await expectStored(service, { title: 'Dinner', deadline_at: '2026-11-23T23:00:00' })
      await button(page, 'Talk').click()
      expect(await readDeadline(page)).toBe('2026-11-23T22:00')
      await fillDeadline(page, '2026-11-23T21:30')
      await button(page, 'Save').click()
      await expectStored(service, { title: 'Talk', deadline_at: '2026-11-23T21:30:00' })
      await page.goto('/calendar')
      await page.locator('td[data-date="2026-11-23"]').getByText('9:30 pm').waitFor()
      await page.context().close()
    })

    it('are not offered for change when the clocks are the same', async () => {
      await set({ timeZone: 'Europe/Paris' })
      const page = await openIn('Europe/Berlin')
      await page.getByText('Monday').waitFor()
      await page.goto('/settings')
      await expect.poll(() => page.getByLabel('Time zone', { exact: true }).inputValue()).toBe('Europe/Paris')
      expect(await offer(page).count()).toBe(0)
      await page.context().close()
    })
  })

  it('are shown and changed', async () => {
    await set({ timeZone: 'Europe/Berlin', weekStart: 'monday' })
    const page = await openIn('Europe/Berlin', '/')
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    const zone = page.getByLabel('Time zone', { exact: true })
    expect(await zone.inputValue()).toBe('Europe/Berlin')
    await expectAccessibleEverywhere(page, 'settings')
    await zone.fill('Mars/Olympus')
    await button(page, 'Save').click()
    await page.getByText('must be the name of a time zone').waitFor()
    expect(await zone.getAttribute('aria-invalid')).toBe('true')
    await zone.fill('Asia/Tokyo')
    await page.getByLabel('First day of the week').selectOption('Sunday')
    await button(page, 'Save').click()
    await page.getByText('Settings saved').waitFor()
    expect(await settings()).toMatchObject({ timeZone: 'Asia/Tokyo', weekStart: 'sunday' })
    await offer(page).getByText('your settings use Asia/Tokyo').waitFor()
    await page.getByRole('link', { name: 'Calendar', exact: true }).click()
    await expect.poll(() => page.getByRole('columnheader').first().innerText()).toContain('Sun')
    await page.context().close()
  })

  it('decide the zone of a calendar file, unless it has one of its own', async () => {
    await set({ timeZone: 'Asia/Tokyo' })
    const page = await openIn('Europe/Berlin')
    await page.getByRole('link', { name: 'Exports' }).click()
    const optionsOf = async () => {
      const answer = page.waitForResponse(/createCalendarJob/)
      await button(page, 'Create calendar file').click()
      return JSON.stringify((await answer).request().postDataJSON())
    }
    const openForm = async () => {
      await page.keyboard.press('Escape')
      await exportButton(page).click()
      await page.getByText('More options').click()
    }
    await openForm()
    expect(await optionsOf()).not.toContain('timeZone')
    await openForm()
    expect(await page.getByLabel('Time zone', { exact: true }).getAttribute('placeholder')).toBe('Asia/Tokyo')
    await page.getByLabel('Due from').fill('2026-11-23')
    await page.getByLabel('Due until').fill('2026-11-30')
    await page.getByLabel('Overdue todos').selectOption('Show today')
    const follows = await optionsOf()
    expect(follows).not.toContain('timeZone')
    for (const option of ['"from":"2026-11-23"', '"to":"2026-12-01"', '"overdue":"today"'])
      expect(follows).toContain(option)
    await openForm()
    await page.getByLabel('Time zone', { exact: true }).fill('America/New_York')
    expect(await optionsOf()).toContain('"timeZone":"America/New_York"')
    await page.context().close()
  })

  it('log no errors', () => {
    expect(opened.errors.filter(error => !error.includes('400'))).toEqual([])
  })
})
