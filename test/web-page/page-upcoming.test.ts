import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage, type TestPage, textsOf } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import {
  expectCount,
  expectStored,
  expectTitles,
  showTodos,
  storedTodos,
  titlesOn,
} from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

/** A Thursday; the week starts on Monday. */
const now = new Date('2026-11-26T09:00:00Z')

describe.skipIf(!hasBrowser)('what is next', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const sections = () => textsOf(page, '.todo-section')
  const row = (title: string) => page.getByRole('listitem').filter({ hasText: title })
  const focus = (title: string) => page.getByRole('button', { name: title, exact: true }).focus()
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    await service.ask('PUT /settings', { json: { timeZone: 'UTC', weekStart: 'monday' } })
    opened = await openTestPage(service.url, { timezoneId: 'UTC' })
    page = opened.page
    await page.clock.setFixedTime(now)
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await showTodos(service, page, '/', [
      { title: 'Someday' },
      { title: 'Exam', deadline_on: '2026-11-30' },
      { title: 'Report', deadline_at: '2026-11-25T16:00:00Z' },
      { title: 'Rent', deadline_on: '2026-11-26' },
      { title: 'Dentist', deadline_at: '2026-11-26T15:00:00Z' },
      { title: 'Milk', deadline_on: '2026-11-27' },
      { title: 'Laundry', deadline_on: '2026-11-29' },
      { title: 'Done', deadline_on: '2026-11-26', completed: true },
    ])
    await expectTitles(page, ['Report', 'Dentist', 'Rent', 'Milk', 'Laundry', 'Exam', 'Someday'])
  })

  it('is divided by day', async () => {
    expect((await sections()).map(text => text.split('\n')[0])).toEqual([
      'Overdue',
      'Today',
      'Tomorrow',
      'This week',
      'Later',
      'No date',
    ])
    expect(await row('Dentist').locator('.todo-section').innerText()).toContain('Thu, 26 Nov')
    await expectAccessibleEverywhere(page, 'upcoming')
  })

  it('shows what happens elsewhere, where it belongs, within a second', async () => {
    // The stream is open as soon as it has delivered something.
    await service.createTodo({ title: 'First', deadline_on: '2026-11-26' })
    await row('First').waitFor()
    const madeAtMs = performance.now()
    const { id } = await service.createTodo({ title: 'Elsewhere', deadline_on: '2026-11-27' })
    await row('Elsewhere').waitFor()
    expect(performance.now() - madeAtMs).toBeLessThan(3_000)
    await expectTitles(page, [
      'Report',
      'Dentist',
      'Rent',
      'First',
      'Milk',
      'Elsewhere',
      'Laundry',
      'Exam',
      'Someday',
    ])
    await expectCount(page, 'Open', '9')
    await service.ask(`PUT /todos/${id}`, { json: { title: 'Moved', deadline_on: '2026-11-30' } })
    await row('Moved').waitFor()
    await expect.poll(async () => (await titlesOn(page)).slice(-2)).toEqual(['Moved', 'Someday'])
    await service.ask(`DELETE /todos/${id}`)
    await row('Moved').waitFor({ state: 'detached' })
    await expectCount(page, 'Open', '8')
  })

  it('goes on in another tab when the one that reads the stream is closed', async () => {
    const other = await page.context().newPage()
    await page.close()
    page = other
    await page.clock.setFixedTime(now)
    await page.goto('/')
    await row('Rent').waitFor()
    await service.createTodo({ title: 'Later on', deadline_on: '2026-11-26' })
    await row('Later on').waitFor()
    await expectCount(page, 'Open', '8')
  })

  it('can be worked through with the keyboard', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('Completed “Dentist”').waitFor()
    await expectStored(service, { title: 'Dentist', completed: true })
    await page.keyboard.press('k')
    await page.keyboard.press('t')
    await page.getByText('Moved “Report” to Today').waitFor()
    await expectStored(service, { title: 'Report', deadline_at: '2026-11-26T16:00:00' })
    await focus('Milk')
    await page.keyboard.press('d')
    await page.getByRole('dialog', { name: 'Reschedule' }).waitFor()
    await page.keyboard.press('n')
    await page.getByText('2 rescheduled').waitFor()
    await expectStored(service, { title: 'Milk', deadline_on: '2026-11-30' })
    await page.keyboard.press('Control+z')
    await expectStored(service, { title: 'Milk', deadline_on: '2026-11-27' })
    await expectStored(service, { title: 'Report', deadline_at: '2026-11-25T16:00:00' })
    await focus('Milk')
    await page.keyboard.press('#')
    await row('Milk').waitFor({ state: 'detached' })
    await focus('Rent')
    await page.keyboard.press('e')
    await page.getByLabel('Title').waitFor()
  })

  it.each([
    ['Today', '2026-11-26'],
    ['Tomorrow', '2026-11-27'],
    ['This weekend', '2026-11-28'],
    ['Next week', '2026-11-30'],
  ])('moves a todo to %s', async (name, date) => {
    await button('Reschedule “Someday”').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click()
    await expectStored(service, { title: 'Someday', deadline_on: date })
  })

  it('moves a todo to any day, and removes its deadline', async () => {
    await button('Reschedule “Rent”').click()
    await expectAccessibleEverywhere(page, 'reschedule')
    await page.getByLabel('Another day').fill('2027-02-03')
    await button('Move').click()
    await expectStored(service, { title: 'Rent', deadline_on: '2027-02-03' })
    await button('Reschedule “Rent”').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^No date/ })
      .click()
    await expect
      .poll(async () => (await storedTodos(service)).find(({ title }) => title === 'Rent'))
      .toMatchObject({ deadline_at: null })
  })

  it('undoes many completions at once', async () => {
    for (const title of ['Rent', 'Milk', 'Laundry', 'Exam', 'Someday'])
      await page.getByRole('checkbox', { name: `Completed: ${title}` }).press('Space')
    await page.getByText('5 completed').waitFor()
    await page.keyboard.press('Control+z')
    await expectCount(page, 'Open', '7')
    await expect
      .poll(async () => (await storedTodos(service)).filter(({ completed }) => completed).length)
      .toBe(1)
  })

  it('offers to show a new todo that is out of sight', async () => {
    await showTodos(
      service,
      page,
      '/',
      Array.from({ length: 60 }, (_, n) => ({ title: `Todo ${n}`, deadline_on: '2026-11-26' })),
    )
    await row('Todo 1').first().waitFor()
    await page.getByLabel('New todo').fill('Far away 3 March 2031')
    await page.getByText('Due Mon').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Added “Far away”').waitFor()
    await button('Show').click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Far away')
  })

  it('keeps what was typed when the todo leaves the list, and restores a deleted one', async () => {
    const todos = await storedTodos(service)
    const id = todos.find(({ title }) => title === 'Rent')?.id
    await button('Rent').click()
    await page.getByLabel('Title').fill('Rent and deposit')
    await service.ask(`DELETE /todos/${id}`)
    const form = page.getByRole('region', { name: 'Edited todo' })
    await form.getByText('no longer in this list').waitFor()
    await button('Save').click()
    await form.getByText('was deleted elsewhere').waitFor()
    await expectAccessibleEverywhere(page, 'edited-elsewhere')
    await button('Save').click()
    await expectStored(service, { title: 'Rent and deposit', deadline_on: '2026-11-26' })
    await row('Rent and deposit').waitFor()

    await page.getByLabel('Search').fill('deposit')
    await expectTitles(page, ['Rent and deposit'])
    await button('Rent and deposit').click()
    await page.getByLabel('Title').fill('Rent for a year')
    await service.ask(`PUT /todos/${id}`, { json: { completed: true } })
    await page.getByText('No results for “deposit”').waitFor()
    await form.getByText('no longer in this list').waitFor()
    await button('Save').click()
    await expectStored(service, { title: 'Rent for a year', completed: true })
  })

  it('marks a todo whose changes are not saved', async () => {
    await button('Rent').click()
    await page.getByLabel('Title').fill('Rent and deposit')
    await button('Milk').click()
    await row('Rent').getByText('Unsaved changes').waitFor()
    await button('Rent').click()
    expect(await page.getByLabel('Title').inputValue()).toBe('Rent and deposit')
  })

  it('says when a field that is edited here is changed elsewhere', async () => {
    const id = (await storedTodos(service)).find(({ title }) => title === 'Rent')?.id
    await button('Rent').click()
    await page.getByLabel('Title').fill('Rent and deposit')
    await service.ask(`PUT /todos/${id}`, { json: { title: 'Rent, from the bank' } })
    await page.getByText('The title was changed elsewhere to “Rent, from the bank”.').waitFor()
    await expectAccessibleEverywhere(page, 'conflict')
    await button('Use that one').click()
    expect(await page.getByLabel('Title').inputValue()).toBe('Rent, from the bank')
    await page.getByLabel('Title').fill('Mine')
    await button('Save').click()
    await expectStored(service, { title: 'Mine' })
  })

  it('offers the usual days in the form', async () => {
    await button('Someday').click()
    await button('Tomorrow').click()
    expect(await page.getByLabel('Deadline', { exact: true }).inputValue()).toBe('2026-11-27')
    await button('No date').click()
    expect(await page.getByLabel('Deadline', { exact: true }).inputValue()).toBe('')
    await button('Next week').click()
    await button('Save').click()
    await expectStored(service, { title: 'Someday', deadline_on: '2026-11-30' })
  })

  it('links addresses in descriptions, and nothing else', async () => {
    await showTodos(service, page, '/', [
      { title: 'Read', description: 'See (https://example.org/a?b=1). Not javascript:alert(1)' },
    ])
    const links = page.locator('.todo-description a')
    await expect
      .poll(() => links.evaluateAll(all => all.map(link => link.getAttribute('href'))))
      .toEqual(['https://example.org/a?b=1'])
  })

  it('remembers how todos are sorted', async () => {
    await page.getByLabel('Sort by').selectOption('Title (A–Z)')
    await page.getByRole('link', { name: 'Calendar', exact: true }).click()
    await page.getByRole('link', { name: 'Todos', exact: true }).click()
    await expectTitles(page, ['Dentist', 'Exam', 'Laundry', 'Milk', 'Rent', 'Report', 'Someday'])
    await page.getByLabel('Sort by').selectOption('Deadline')
    await page.locator('.todo-section').first().waitFor()
    expect(await sections()).toHaveLength(6)
  })

  it('completes and reschedules by a swipe', async () => {
    const phone = await opened.openPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await phone.clock.setFixedTime(now)
    await phone.goto('/')
    const row = (title: string) => phone.locator('.todo-row').filter({ hasText: title })
    await row('Rent').waitFor()
    const input = await phone.context().newCDPSession(phone)
    async function swipe(title: string, distance: number) {
      const { x = 0, y = 0, width = 0, height = 0 } = (await row(title).boundingBox()) ?? {}
      const point = { x: x + width / 2, y: y + height / 2 }
      await input.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
      for (let part = 1; part <= 10; part += 1) {
        const touchPoints = [{ x: point.x + (distance * part) / 10, y: point.y }]
        await input.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints })
      }
      await input.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await swipe('Rent', 40)
    expect(await row('Rent').getAttribute('style')).toBe('')
    await swipe('Rent', 150)
    await phone.getByText('Completed “Rent”').waitFor()
    await expectStored(service, { title: 'Rent', completed: true })
    await swipe('Milk', -150)
    await phone.getByRole('dialog', { name: 'Reschedule' }).waitFor()
    await phone.context().close()
  })
})
