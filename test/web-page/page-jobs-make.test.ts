import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { exportButton, exportDialog, fileList } from '../harness/export-dialog.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { expectFocus, openTestPage, type TestPage } from '../harness/test-page.ts'
import { startTestService, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const simulateWork = (seconds: number) => ({ SIMULATED_WORK_SECONDS: `${seconds}` })

/** Entirely visible, also within scroll containers. */
const isInSight = (locator: Locator) =>
  locator.evaluate(element => {
    const { left, width, top, bottom } = element.getBoundingClientRect()
    const isWithin = top >= 0 && bottom <= innerHeight
    return isWithin && element.contains(document.elementFromPoint(left + width / 2, bottom - 1))
  })

describe.skipIf(!hasBrowser)('making a calendar on the page', () => {
  let service: TestService
  let worker: AsyncDisposable
  let opened: TestPage
  let page: Page

  const make = () => page.getByRole('button', { name: 'Create calendar file' })
  const card = () => page.getByRole('article', { name: 'Calendar file' })
  const bar = () => card().getByRole('progressbar')
  const more = () => page.locator('summary', { hasText: /^More options/ })
  const row = () => fileList(page).getByRole('listitem').first()

  const countJobs = async () => ((await service.ask('GET /todos/ical')).json as unknown[]).length

  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres', withWorker: false })
    // Long enough that several reports arrive in each quarter of the progress.
    worker = await service.startWorker(simulateWork(3))
    opened = await openTestPage(service.url)
    page = opened.page
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await worker[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await service.replaceTodos([
      ...Array.from({ length: 1200 }, (_, n) => ({
        title: `Step ${n}`,
        deadline_at: '2030-01-02T03:04:05Z',
      })),
      { title: 'Some day' },
      { title: 'Done', deadline_at: '2030-01-02T03:04:05Z', completed: true },
    ])
    await service.db.deleteFrom('calendar_job').execute()
    await page.evaluate(() => sessionStorage.clear())
    await page.goto('/exports')
    await exportButton(page).click()
  })

  it('shows progress with counts, the skipped todos, and the file', async () => {
    await page.evaluate(() => {
      const shown: string[] = []
      Object.assign(window, { shown })
      new MutationObserver(() => {
        const text = document.querySelector('.job-card progress')?.getAttribute('aria-valuetext')
        if (text) shown.push(text)
      }).observe(document.body, { subtree: true, childList: true, attributes: true })
    })
    await make().click()
    await card().getByText('Ready', { exact: true }).waitFor()
    const shown = await page.evaluate(() => (window as unknown as { shown: string[] }).shown)
    const values = shown
      .flatMap(text => /^([\d,]+) of 1,202 todos$/.exec(text)?.slice(1) ?? [])
      .map(done => Number(done.replace(',', '')))
    expect(new Set(values).size).toBeGreaterThan(3)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    await card().getByText('1,201 todos in the calendar').waitFor()
    await card().getByText('Not included: 1 without a deadline').waitFor()
    await card()
      .getByText(/^Finished in \d+ s$/)
      .waitFor()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card()
        .getByRole('link', { name: /^Download/ })
        .click(),
    ])
    expect(download.suggestedFilename()).toBe('todos.ics')
    const text = await readFile(await download.path(), 'utf8')
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1201)
    await expectAccessibleEverywhere(page, 'jobs-make-ready', 'dialog')
  })

  it('counts beforehand what would be in the file, and warns when it would be empty', async () => {
    const dialog = exportDialog(page)
    await dialog.getByText('1,201 events; 1 todo has no deadline').waitFor()
    await dialog.getByText('All 1,202 todos').waitFor()
    await dialog.getByLabel('Which todos').selectOption('Those that match a search…')
    await dialog.getByLabel('Search for').fill('step')
    await dialog.getByText('These 1,200 todos').waitFor()
    await dialog.getByLabel('Due from').fill('2031-01-01')
    await dialog.getByText('The calendar would be empty: 1,200 are outside the date range').waitFor()
    await expectAccessibleEverywhere(page, 'jobs-make-empty', 'dialog')
    await dialog.getByLabel('A feed that stays up to date').check()
    await dialog.getByText('1,200 events', { exact: true }).waitFor()
    await more().click()
    await dialog.getByLabel('Export todos as').selectOption('Events and tasks')
    await dialog.getByText('1,200 events and 1,200 tasks').waitFor()
    expect(await countJobs()).toBe(0)
  })

  it('offers a feed of the same todos in place of the file', async () => {
    const dialog = exportDialog(page)
    await dialog.getByLabel('Name').fill('Uni')
    await make().click()
    await card().waitFor()
    await dialog.getByRole('button', { name: 'Make it a feed instead' }).click()
    expect(await dialog.getByLabel('A feed that stays up to date').isChecked()).toBe(true)
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Uni')
    await dialog.getByRole('button', { name: 'Create feed' }).click()
    await dialog.getByText('“Uni” is ready').waitFor()
    await service.db.deleteFrom('calendar_feed').execute()
  })

  it('creates one job for a double click', async () => {
    await make().dblclick()
    await card().getByText('Creating calendar…', { exact: true }).waitFor()
    expect(await countJobs()).toBe(1)
  })

  it('creates one job when the answer is lost and the request repeated', async () => {
    let isLost = false
    await page.route('**/trpc/createCalendarJob*', async route => {
      if (isLost) return route.continue()
      isLost = true
      await route.fetch()
      return route.abort()
    })
    await make().click()
    await card().getByText('Creating calendar…', { exact: true }).waitFor()
    expect(isLost).toBe(true)
    expect(await countJobs()).toBe(1)
    await page.unrouteAll()
  })

  it('shows the progress of a running job after a reload', async () => {
    // Slow enough for a reload on a busy machine.
    await worker[Symbol.asyncDispose]()
    worker = await service.startWorker(simulateWork(5))
    await make().click()
    await waitFor('a step', async () => Number(await bar().getAttribute('value')) > 0)
    const before = Number(await bar().getAttribute('value'))
    await page.reload()
    const value = () => row().getByRole('progressbar').getAttribute('value')
    await waitFor('the bar', async () => Number(await value()) >= before)
    await row().getByText('Ready', { exact: true }).waitFor()
    await worker[Symbol.asyncDispose]()
    worker = await service.startWorker(simulateWork(3))
  })

  it('announces the state and quarters of the progress, but not each step', async () => {
    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      new MutationObserver(() => {
        const text = document.querySelector('.job-card output')?.textContent ?? ''
        if (text !== '' && text !== said.at(-1)) said.push(text)
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    await make().click()
    await card().getByText('Ready', { exact: true }).waitFor()
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
    expect(said.at(-1)).toBe('Calendar: Ready, 1,201 todos')
    expect(said).toContain('Calendar: Creating calendar…, 50 %')
    expect(said.length).toBeLessThanOrEqual(7)
  })

  describe('with options', () => {
    it('sends the chosen options, and remembers them', async () => {
      await page.getByLabel('Name').fill('Uni 2030')
      await page.getByLabel('Completed todos').selectOption('Exclude')
      await page.getByLabel('Due from').fill('2030-01-02')
      await page.getByLabel('Due until').fill('2030-01-02')
      await more().click()
      await page.getByLabel('Export todos as').selectOption('Events and tasks')
      await page.getByLabel('Event time').selectOption('All day')
      await page.getByLabel('1 hour before').check()
      await page.getByLabel('Custom colour').check()
      await expectAccessibleEverywhere(page, 'jobs-make-options', 'dialog')
      await make().click()
      await card().getByText('Uni 2030').waitFor()
      const [task] = (await service.ask('GET /todos/ical')).json as { options: object }[]
      expect(task?.options).toEqual({
        name: 'Uni 2030',
        completed: 'exclude',
        // The day in Brisbane.
        from: '2030-01-01T14:00:00Z',
        to: '2030-01-02T14:00:00Z',
        component: 'both',
        shape: 'allday',
        timeZone: 'Australia/Brisbane',
        durationMinutes: 30,
        alarms: [60],
        overdue: 'keep',
        color: '#3b4cca',
        timeForm: 'utc',
        uid: 'global',
      })
      await page.keyboard.press('Escape')
      await exportButton(page).click()
      await more().getByText('all-day events and tasks · reminder 1 hour before').waitFor()
      expect(await page.getByLabel('Name').inputValue()).toBe('Uni 2030')
      await page.getByRole('button', { name: 'Reset to defaults' }).click()
      expect(await page.getByLabel('Name').inputValue()).toBe('')
    })

    it.each([
      ['on a desk', { width: 1280, height: 720 }],
      ['on a phone', { width: 360, height: 720 }],
    ])('keeps the button and then the file in sight %s', async (_, size) => {
      await page.setViewportSize(size)
      await more().click()
      expect(await isInSight(make())).toBe(true)
      expect(
        await page.locator('dialog[open]').evaluate(dialog => dialog.scrollWidth - dialog.clientWidth),
      ).toBe(0)
      const [from, until] = await Promise.all(
        ['Due from', 'Due until'].map(label => page.getByLabel(label).boundingBox()),
      )
      expect(from && until && (from.x + from.width <= until.x || from.y + from.height <= until.y)).toBe(true)
      await make().click()
      await waitFor('the job to be in sight', () => isInSight(card()))
      await card()
        .getByRole('link', { name: /^Download/ })
        .waitFor()
      await waitFor('the file to be in sight', () => isInSight(card()))
      await page.setViewportSize({ width: 1280, height: 720 })
    })

    it('shows problems at their field before sending, and loses nothing', async () => {
      await page.getByLabel('Name').fill('x'.repeat(256))
      await page.getByLabel('Due from').fill('2030-01-03')
      await page.getByLabel('Due until').fill('2030-01-02')
      await more().click()
      await page.getByLabel('Duration (minutes)').fill('4')
      await more().click()
      await make().click()
      await page.getByText('must be at least 5 minutes').waitFor()
      await page.getByText('must have at most 255 characters').waitFor()
      await page.getByText('“Due from” must not be after “Due until”.').waitFor()
      const field = page.getByLabel('Name')
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      await expectFocus(field)
      await waitFor('its problem to be in sight', () => isInSight(page.getByText('must have at most 255')))
      expect(await page.getByLabel('Duration (minutes)').inputValue()).toBe('4')
      await expectAccessibleEverywhere(page, 'jobs-make-refused', 'dialog')
      expect(await countJobs()).toBe(0)
    })

    it('shows a refusal by the server at its field', async () => {
      // A server with other limits than those of this older page.
      await page.route('**/trpc/createCalendarJob*', route => {
        const body = JSON.parse(route.request().postData() ?? '{}') as Record<string, object>
        return route.continue({
          postData: JSON.stringify({ 0: { ...body['0'], input: { durationMinutes: 4 } } }),
        })
      })
      await make().click()
      await page.getByText('must be at least 5 minutes').waitFor()
      expect(await page.getByLabel('Duration (minutes)').getAttribute('aria-invalid')).toBe('true')
      await page.unrouteAll()
    })
  })

  it('logs no errors except for the requests aborted on purpose', () => {
    const meant = /ERR_FAILED|status of 400/
    expect(opened.errors.filter(error => !meant.test(error))).toEqual([])
  })
})
