import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { doubleClick, expectFocus, openTestPage, type TestPage } from '../harness/test-page.ts'
import { type Todo, useService } from '../harness/test-service.ts'
import {
  expectCount,
  expectStored,
  expectTitles,
  fillDeadline,
  filterLink,
  readDeadline,
  storedTodos,
  showTodos,
} from '../harness/todos-page.ts'
import { waitFor } from '../harness/wait-for.ts'

/** Monday, ten in the morning in Brisbane, the time zone of these tests. */
const now = new Date('2026-11-23T00:00:00Z')

describe.skipIf(!hasBrowser)('todos on the page', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const line = () => page.getByLabel('New todo')
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const check = (title: string) => page.getByRole('checkbox', { name: `Completed: ${title}`, exact: true })
  const list = () => page.getByRole('list', { name: 'Todos' })
  const rows = () => list().getByRole('listitem')
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    )
  const expectShown = (titles: string[]) => expectTitles(page, titles)

  const remove = (title: string) => button(`Delete “${title}”`).click()
  const uids = async () =>
    Object.fromEntries(
      (await service.db.selectFrom('todo').select(['title', 'uid']).execute()).map(row => [
        row.title,
        row.uid,
      ]),
    )

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    await page.clock.setFixedTime(now)
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await showTodos(
      service,
      page,
      '/?sort=newest',
      ['Buy milk', 'Read chapter 3', 'Call mum'].map((title, n) => ({
        title,
        created_at: new Date(now.getTime() - n * 60_000),
        deadline_at: n === 1 ? '2026-11-25T07:00:00Z' : null,
        deadline_on: n === 2 ? '2026-11-30' : null,
      })),
    )
    await expectShown(['Buy milk', 'Read chapter 3', 'Call mum'])
  })

  describe('quick add', () => {
    it('shows a deadline in words before saving, and removes it from the title', async () => {
      await page.keyboard.press('n')
      await page.keyboard.type('hand in proposal by fri 5pm')
      await page.getByText('Due Fri, 27 Nov, 5 pm').waitFor()
      await expectAccessibleEverywhere(page, 'todos-line')
      await page.keyboard.press('Enter')
      await expectShown(['hand in proposal', 'Buy milk', 'Read chapter 3', 'Call mum'])
      expect(await rows().first().innerText()).toMatch(/Fri 5 pm\s+in 4 days/)
      expect(await line().inputValue()).toBe('')
      await expectStored(service, { title: 'hand in proposal', deadline_at: '2026-11-27T07:00:00' })
    })

    it('stores a date for a deadline without a time', async () => {
      await line().fill('water plants tomorrow')
      await page.getByText('Due Tue, 24 Nov', { exact: true }).waitFor()
      await line().press('Enter')
      await expectStored(service, { title: 'water plants', deadline_on: '2026-11-24' })
    })

    it('adds three todos as fast as they are typed', async () => {
      await line().focus()
      for (const title of ['one', 'two', 'three']) {
        await page.keyboard.type(title)
        await page.keyboard.press('Enter')
      }
      await expectShown(['three', 'two', 'one', 'Buy milk', 'Read chapter 3', 'Call mum'])
    })

    it('reports a new todo that the filter hides', async () => {
      await filterLink(page, 'Completed').click()
      await page.getByText('Nothing completed yet').waitFor()
      await line().fill('something open')
      await line().press('Enter')
      await page.getByText('Added “something open” – hidden by the current filter').waitFor()
      await expectShown([])
    })
  })

  describe('editing', () => {
    it('sends only the edited fields', async () => {
      await button('Read chapter 3').click()
      await expectFocus(page.getByLabel('Title'))
      expect(await readDeadline(page)).toBe('2026-11-25T17:00')
      await expectAccessibleEverywhere(page, 'todos-edit')
      // Another client changes a field that is not edited here.
      const [{ id }] = (await storedTodos(service)).filter(({ title }) => title === 'Read chapter 3') as [
        Todo,
      ]
      await service.ask(`PUT /todos/${id}`, { json: { deadline_at: '2026-12-24T07:00:00' } })
      await page.getByLabel('Title').fill('Read chapter 4')
      await list().getByLabel('Description').fill('Of the book')
      await page.getByLabel('Title').press('Enter')
      await page.getByText('Of the book').waitFor()
      await expect.poll(focused).toBe('Read chapter 4')
      await expectStored(service, {
        title: 'Read chapter 4',
        description: 'Of the book',
        deadline_at: '2026-12-24T07:00:00',
      })
    })

    it('removes deadline and description', async () => {
      await button('Read chapter 3').click()
      await button('Remove deadline').click()
      expect(await readDeadline(page)).toBe('')
      await page.getByRole('checkbox', { name: 'Completed', exact: true }).check()
      await button('Save').click()
      await page.getByLabel('Title').waitFor({ state: 'detached' })
      await expectShown(['Buy milk', 'Call mum'])
      await expectStored(service, { title: 'Read chapter 3', deadline_at: null, completed: true })
    })

    it('makes a time a date, and a date a time', async () => {
      await button('Read chapter 3').click()
      await button('Remove time').click()
      await expectFocus(page.getByLabel('Time (optional)', { exact: true }))
      expect(await readDeadline(page)).toBe('2026-11-25')
      await button('Save').click()
      await page.getByText('Wed, 25 Nov').waitFor()
      await expectStored(service, { title: 'Read chapter 3', deadline_on: '2026-11-25' })
      expect(await rows().nth(1).locator('time').getAttribute('datetime')).toBe('2026-11-25')
      expect(await rows().nth(1).locator('time').getAttribute('title')).toBe('Wednesday, 25 November 2026')

      await button('Read chapter 3').click()
      expect(await readDeadline(page)).toBe('2026-11-25')
      await fillDeadline(page, '2026-11-25T23:59')
      await button('Save').click()
      await page.getByText('Wed 11:59 pm').waitFor()
      await expectStored(service, { title: 'Read chapter 3', deadline_at: '2026-11-25T13:59:00' })
    })

    it('takes a time only for a date', async () => {
      await button('Buy milk').click()
      const time = page.getByLabel('Time (optional)')
      expect(await time.isDisabled()).toBe(true)
      await fillDeadline(page, '2026-11-24')
      expect(await time.isEnabled()).toBe(true)
      await page.getByLabel('Title').press('Enter')
      await page.getByText('Tomorrow', { exact: true }).waitFor()
      await expectStored(service, { title: 'Buy milk', deadline_on: '2026-11-24' })
    })

    it('keeps what was typed after Esc, and changes nothing when it is cancelled', async () => {
      await button('Buy milk').click()
      await page.getByLabel('Title').fill('Buy a cow')
      await page.keyboard.press('Escape')
      await button('Buy milk').waitFor()
      expect(await focused()).toBe('Buy milk')
      await button('Buy milk').click()
      expect(await page.getByLabel('Title').inputValue()).toBe('Buy a cow')
      await button('Cancel').click()
      await button('Buy milk').click()
      expect(await page.getByLabel('Title').inputValue()).toBe('Buy milk')
    })
  })

  describe('completing', () => {
    it('removes the todo from the open ones, and keeps the focus in the list', async () => {
      await check('Read chapter 3').focus()
      await page.keyboard.press('Space')
      await expectShown(['Buy milk', 'Call mum'])
      await expect.poll(focused).toBe('Completed: Call mum')
      await expectCount(page, 'Completed', '1')
      await filterLink(page, 'Completed').click()
      await expectShown(['Read chapter 3'])
      await check('Read chapter 3').click()
      await page.getByText('Nothing completed yet').waitFor()
    })

    it('is undone by Ctrl+Z', async () => {
      await check('Buy milk').click()
      await page.getByText('Completed “Buy milk”').waitFor()
      await page.keyboard.press('Control+z')
      await expectShown(['Buy milk', 'Read chapter 3', 'Call mum'])
      await waitFor('the server to know', async () =>
        (await storedTodos(service)).every(({ completed }) => !completed),
      )
    })
  })

  describe('deleting', () => {
    it('hides the todo at once, and keeps its UID when undone', async () => {
      const before = await uids()
      await remove('Buy milk')
      await expectShown(['Read chapter 3', 'Call mum'])
      expect(await focused()).toBe('Delete “Read chapter 3”')
      await expectCount(page, 'Open', '2')
      await button('Undo').click()
      await expectShown(['Buy milk', 'Read chapter 3', 'Call mum'])
      await expectCount(page, 'Open', '3')
      expect(await uids()).toEqual(before)
    })

    it('is undone together with others', async () => {
      await remove('Buy milk')
      await page.getByText('Deleted “Buy milk”').waitFor()
      await remove('Call mum')
      await page.getByText('2 deleted').waitFor()
      await expectShown(['Read chapter 3'])
      await page.keyboard.press('Control+z')
      await expectShown(['Buy milk', 'Read chapter 3', 'Call mum'])
      await expect.poll(() => storedTodos(service)).toHaveLength(3)
      expect(await focused()).toBe('Delete “Read chapter 3”')
    })

    it('deletes one todo by a double click, not the next one as well', async () => {
      const place = await button('Delete “Buy milk”').boundingBox()
      const [x, y] = [(place?.x ?? 0) + 9, (place?.y ?? 0) + 9]
      await doubleClick(page, x, y)
      await page.getByText('Deleted “Buy milk”').waitFor()
      await expectShown(['Read chapter 3', 'Call mum'])
      expect(await storedTodos(service)).toHaveLength(2)
    })

    it('hides the todo in every view, and moves it to the trash', async () => {
      await remove('Read chapter 3')
      await page.getByRole('link', { name: 'Calendar', exact: true }).click()
      await page.getByRole('heading', { name: 'November 2026' }).waitFor()
      await page.locator('.due-chip', { hasText: 'Call mum' }).waitFor()
      expect(await page.locator('.due-chip', { hasText: 'Read chapter 3' }).count()).toBe(0)
      const [trashed] = (await service.ask('GET /trash')).json as Todo[]
      expect(trashed).toMatchObject({ title: 'Read chapter 3' })
      await page.getByRole('link', { name: 'Todos', exact: true }).click()
      await expectShown(['Call mum', 'Buy milk'])
      expect(await storedTodos(service)).toHaveLength(2)
      await button('Undo').click()
      await page.getByRole('link', { name: 'Calendar', exact: true }).click()
      await page.getByText('Read chapter 3').waitFor()
    })

    it('survives closing the tab before the answer', async () => {
      const other = await page.context().newPage()
      await other.goto('/')
      const asked = other.waitForRequest(/deleteTodo/)
      await other.getByRole('button', { name: 'Delete “Buy milk”' }).click()
      await asked
      await other.close()
      await waitFor('the deletion', async () => (await storedTodos(service)).length === 2)
    })

    it('keeps the focus after the last todo', async () => {
      for (const title of ['Buy milk', 'Read chapter 3', 'Call mum'])
        await button(`Delete “${title}”`).press('Enter')
      await page.getByText('No todos yet').waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
      await expectAccessibleEverywhere(page, 'todos-none')
    })
  })

  it('moves through the todos with the arrow keys', async () => {
    await check('Buy milk').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('Completed: Call mum')
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('Completed: Read chapter 3')
    expect(
      await rows().evaluateAll(items =>
        items.map(({ ariaPosInSet, ariaSetSize }) => [ariaPosInSet, ariaSetSize]),
      ),
    ).toEqual([
      ['1', '3'],
      ['2', '3'],
      ['3', '3'],
    ])
    expect(opened.errors).toEqual([])
  })
})
