import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import {
  answerWithError,
  expectFocus,
  holdRequests,
  openTestPage,
  type TestPage,
} from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectStored, fillDeadline, readDeadline, showTodos, storedTodos } from '../harness/todos-page.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Noon in Brisbane, the time zone of these tests. */
const now = new Date('2026-11-23T02:00:00Z')

describe.skipIf(!hasBrowser)('the calendar', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage
  let page: Page

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const day = (date: string) => page.locator(`td[data-date="${date}"]`)

  /** The page knows that the dialog is closed when its content is gone; until then, it opens no other. */
  async function closeForm() {
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: 'Title' }).waitFor({ state: 'detached' })
  }

  const find = async (title: string) => (await storedTodos(service)).find(todo => todo.title === title)
  const deadlineOf = async (title: string) => (await find(title))?.deadline_at
  const dateOf = async (title: string) => (await find(title))?.deadline_on

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    await page.clock.setFixedTime(now)
    return () => opened[Symbol.asyncDispose]()
  })

  describe('of a month', () => {
    beforeEach(async () => {
      await showTodos(service, page, '/calendar?view=month', [
        { title: 'Write the report', deadline_at: '2026-11-10T07:00:00Z' },
        { title: 'Call the bank', deadline_at: '2026-11-12T07:00:00Z', completed: true, completed_at: now },
        { title: 'Hand in the proposal', deadline_at: '2026-11-27T07:30:00Z' },
        ...Array.from({ length: 9 }, (_, hour) => ({
          title: `Step ${hour + 1}`,
          deadline_at: `2026-11-18T0${hour}:00:00Z`,
        })),
      ])
      await page.getByText('Hand in the proposal').waitFor()
    })

    it('shows each todo on its day, and its state not by colour alone', async () => {
      const texts = await Promise.all(
        ['2026-11-10', '2026-11-12', '2026-11-27'].map(date => day(date).locator('.due-chip').innerText()),
      )
      expect(texts.map(text => text.replaceAll(/\s+/g, ' '))).toEqual([
        'Write the report 5 pm overdue',
        'Call the bank 5 pm completed',
        'Hand in the proposal 5:30 pm',
      ])
      await expectAccessibleEverywhere(page, 'calendar-month')
    })

    it('shows a todo from the dialog at once, on its day', async () => {
      for (const [title, at] of [
        ['First', '2026-11-24T09:00'],
        ['Second', '2026-11-25T10:00'],
        ['Third', '2026-11-25'],
      ] as const) {
        await button('New todo').click()
        await page.getByRole('textbox', { name: 'Title' }).fill(title)
        await fillDeadline(page, at)
        await button('Save').click()
        await day(at.slice(0, 10)).getByText(title).waitFor()
        // A draft is kept until the server has answered.
        await page.getByRole('textbox', { name: 'Title' }).waitFor({ state: 'detached' })
      }
      await expect.poll(() => dateOf('Third')).toBe('2026-11-25')
    })

    it('saves what is typed while a new todo is being saved as a change of it', async () => {
      const answer = await holdRequests(page, '**/trpc/createTodo*')
      await button('New todo').click()
      const title = page.getByRole('textbox', { name: 'Title' })
      await title.fill('Fourth')
      await title.press('Enter')
      await page.locator('[type=submit][aria-disabled=true]').waitFor()
      await page.getByLabel('Description').fill('With a description')
      answer()
      await page.locator('[type=submit][aria-disabled=false]').waitFor()
      await page.unroute('**/trpc/createTodo*')
      expect(await title.inputValue()).toBe('Fourth')
      expect(await page.getByLabel('Description').inputValue()).toBe('With a description')
      await button('Save').click()
      await expectStored(service, { title: 'Fourth', description: 'With a description' })
      await title.waitFor({ state: 'detached' })
      expect((await storedTodos(service)).filter(todo => todo.title === 'Fourth')).toHaveLength(1)
    })

    it('edits a clicked todo, and returns the focus to it', async () => {
      await page.getByText('Hand in the proposal').click()
      await page.getByRole('textbox', { name: 'Title' }).fill('Hand it in')
      await fillDeadline(page, '2026-11-30T08:00')
      await button('Save').click()
      await day('2026-11-30').getByText('Hand it in').waitFor()
      await expectFocus(day('2026-11-30').getByRole('button', { name: /Hand it in/ }))
      expect(await deadlineOf('Hand it in')).toBe('2026-11-29T22:00:00')

      await page.keyboard.press('Enter')
      await fillDeadline(page, '2027-03-01T08:00')
      await button('Save').click()
      await expectFocus(day('2026-11-30').locator('.day-number'))
    })

    it('opens a todo with Enter, and adds one on the day that the arrow keys reached', async () => {
      await button('Hand in the proposal').focus()
      await page.keyboard.press('Enter')
      expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Hand in the proposal')
      await closeForm()
      await expectFocus(button('Hand in the proposal'))

      await page.keyboard.press('n')
      expect(await readDeadline(page)).toBe('2026-11-23')
      await closeForm()

      await button('Monday, 23 November 2026, nothing due').focus()
      for (const key of ['ArrowDown', 'ArrowUp', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
        await page.keyboard.press(key)
      await page.locator('td[data-date="2026-11-26"][aria-selected="true"]').waitFor()
      await expectFocus(button('Thursday, 26 November 2026, nothing due'))
      await page.keyboard.press('n')
      expect(await readDeadline(page)).toBe('2026-11-26')
      await page.getByRole('textbox', { name: 'Title' }).fill('By keyboard')
      await page.keyboard.press('Enter')
      await day('2026-11-26').getByText('By keyboard').waitFor()
    })

    it('adds a todo on a clicked day', async () => {
      await day('2026-11-05').click({ position: { x: 40, y: 60 } })
      expect(await readDeadline(page)).toBe('2026-11-05')
      await closeForm()
    })

    it('moves a dragged deadline, keeps its time, and undoes the move', async () => {
      await page.getByText('Hand in the proposal').dragTo(day('2026-11-25'))
      await page.getByText('moved to Wednesday').waitFor()
      expect(await deadlineOf('Hand in the proposal')).toBe('2026-11-25T07:30:00')
      await button('Undo').click()
      await day('2026-11-27').getByText('Hand in the proposal').waitFor()
      await waitFor(
        'the server to know',
        async () => (await deadlineOf('Hand in the proposal')) === '2026-11-27T07:30:00',
      )
    })

    it('moves a dragged date, which stays a date, and undoes the move', async () => {
      await service.createTodo({ title: 'Some time that day', deadline_on: '2026-11-26' })
      await page.reload()
      const event = day('2026-11-26').locator('.due-chip')
      await expect.poll(() => event.innerText()).toBe('Some time that day')
      await event.dragTo(day('2026-11-24'))
      await page.getByText('moved to Tuesday 24 November').waitFor()
      expect(await find('Some time that day')).toMatchObject({ deadline_on: '2026-11-24' })
      await button('Undo').click()
      await day('2026-11-26').getByText('Some time that day').waitFor()
      await waitFor('the server to know', async () => (await dateOf('Some time that day')) === '2026-11-26')
    })

    it('moves a todo back when the server refuses its new deadline, with a message', async () => {
      await page.route('**/trpc/updateTodo**', answerWithError)
      await page.getByText('Hand in the proposal').dragTo(day('2026-11-25'))
      await page.getByText('couldn’t be moved').waitFor()
      await day('2026-11-27').getByText('Hand in the proposal').waitFor()
      expect(await day('2026-11-25').locator('.due-chip').count()).toBe(0)
      await page.unroute('**/trpc/updateTodo**')
    })

    it('makes the days a single Tab stop, with arrow keys that cross months', async () => {
      expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1)
      await button('Monday, 23 November 2026, nothing due').focus()
      await page.keyboard.press('PageDown')
      await expectFocus(button('Wednesday, 23 December 2026, nothing due'))
      await page.getByRole('heading', { name: 'December 2026' }).waitFor()
      expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1)
    })

    it('shows all todos of a day in a dialog, by keyboard, and completes one there', async () => {
      await button('Wednesday, 18 November 2026, 9 todos').focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Wednesday, 18 November 2026' })
      await dialog.getByText('Step 9').waitFor()
      await takeScreenshot(page, 'calendar-day')
      await expectAccessible(page, 'dialog[open]')
      await dialog.getByRole('checkbox', { name: 'Completed: Step 3' }).click()
      await button('Wednesday, 18 November 2026, 9 todos, 8 open').waitFor({ state: 'attached' })
      await page.keyboard.press('Escape')
      await expectFocus(button('Wednesday, 18 November 2026, 9 todos, 8 open'))
    })

    it('opens a todo of a full day, and returns to its list', async () => {
      await day('2026-11-18')
        .getByRole('button', { name: /more on Wednesday, 18 November 2026/ })
        .click()
      await page.getByRole('dialog').getByText('Step 9').click()
      expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Step 9')
      await closeForm()
      await page.getByRole('dialog', { name: 'Wednesday, 18 November 2026' }).waitFor()
    })

    it('keeps day and view in the URL, and remembers the view', async () => {
      await button('Next month').click()
      await page.getByRole('heading', { name: 'December 2026' }).waitFor()
      await button('Next year').click()
      await page.getByRole('heading', { name: 'December 2027' }).waitFor()
      await button('Agenda').click()
      await page.getByRole('heading', { name: 'Agenda' }).waitFor()
      const query = new URL(page.url()).searchParams
      expect(Object.fromEntries(query)).toEqual({ day: '2027-12-23', view: 'agenda' })
      await page.goto('/calendar')
      await page.getByRole('heading', { name: 'Agenda' }).waitFor()
      await page.goto('/calendar?view=month&day=2026-11-01')
      await page.getByText('Hand in the proposal').waitFor()
    })
  })

  it('shows an agenda from today on, completes a todo there, and reaches what is overdue', async () => {
    await page.goto('/calendar?view=agenda')
    await page.getByText('Today · Monday 23 November').waitFor()
    await page.getByText('Nothing due today').waitFor()
    await page.getByText('Friday 27 November').waitFor()
    await page.getByRole('button', { name: 'Hand in the proposal' }).click()
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Hand in the proposal')
    await closeForm()
    await expectAccessibleEverywhere(page, 'calendar-agenda')
    const box = page.getByRole('checkbox', { name: 'Completed: Hand in the proposal' })
    await box.click()
    await page.getByText('Completed “Hand in the proposal”').waitFor()
    await expect.poll(async () => (await find('Hand in the proposal'))?.completed).toBe(true)
    expect(await box.isChecked()).toBe(true)
    await page.getByText(/^Overdue/).click()
    await button('Write the report').waitFor()
  })

  it('shows a week, with the todos of a day and their whole titles', async () => {
    await page.goto('/calendar?view=month&day=2026-11-18')
    await button('Week').click()
    await page.getByRole('gridcell').nth(6).waitFor()
    await day('2026-11-18').getByText('Step 9').waitFor()
    expect(await page.getByRole('gridcell').count()).toBe(7)
    await expectAccessibleEverywhere(page, 'calendar-week')
    await day('2026-11-18').getByText('Step 9').dragTo(day('2026-11-20'))
    await page.getByText('moved to Friday 20 November').waitFor()
    await button('Next week').click()
    await day('2026-11-27').getByText('Hand in the proposal').waitFor()
  })

  it('shows list and priority of a todo', async () => {
    const { json } = await service.ask('POST /lists', { json: { name: 'Uni', color: '#118844' } })
    const { id } = json as { id: number }
    await showTodos(service, page, '/calendar?view=month&day=2026-11-25', [
      { title: 'Exam', deadline_on: '2026-11-25', list_id: id, priority: 3 },
    ])
    const chip = day('2026-11-25').locator('.due-chip')
    await chip.getByText('Priority: high').waitFor({ state: 'attached' })
    await expect
      .poll(() => chip.evaluate(element => getComputedStyle(element).borderInlineStartColor))
      .toBe('rgb(17, 136, 68)')
    expect(await chip.getAttribute('title')).toBe('Exam\nUni')
  })

  it('shows that nothing is due', async () => {
    await showTodos(service, page, '/calendar?view=agenda', [])
    await page.getByText('Nothing due today').waitFor()
    await page.getByText('Nothing due later either').waitFor()
    await expectAccessibleEverywhere(page, 'calendar-empty')
  })

  it('logs no errors', () => {
    expect(opened.errors.filter(error => !error.startsWith('Failed to load resource'))).toEqual([])
  })
})
