import { sql } from 'kysely'
import type { Locator, Page, Route } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { expectAccessible } from '../harness/axe.ts'
import {
  answerWithError,
  expectFocus,
  holdRequests,
  openTestPage,
  type TestPage,
} from '../harness/test-page.ts'
import { type Todo, useService } from '../harness/test-service.ts'
import { expectSent, expectStored, expectTitles, storedTodos, showTodos } from '../harness/todos-page.ts'

const refuse = (route: Route) => route.abort('connectionrefused')

/** Whether the field is marked as invalid, and its description. */
const problemOf = (field: Locator) =>
  field.evaluate(input => [
    input.getAttribute('aria-invalid'),
    ...(input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map(id => document.getElementById(id)?.textContent),
  ])

describe.skipIf(!hasBrowser)('todos on the page, when something is wrong', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const line = () => page.getByLabel('New todo')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const expectShown = (titles: string[]) => expectTitles(page, titles)

  const loseServer = () => page.route('**/trpc/**', refuse)
  const findServer = () => page.unroute('**/trpc/**', refuse)

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await findServer()
    await expectSent(page)
    await showTodos(
      service,
      page,
      '/?sort=newest',
      ['one', 'two', 'three'].map((title, n) => ({ title, created_at: new Date(n * 1000) })),
    )
    await expectShown(['three', 'two', 'one'])
  })

  it('shows a refusal at quick add, and keeps the typed text', async () => {
    const long = 'x'.repeat(256)
    await line().fill(long)
    await line().press('Enter')
    await page.getByText('must have at most 255 characters').waitFor()
    expect(await line().inputValue()).toBe(long)
    expect(await problemOf(line())).toEqual(['true', 'must have at most 255 characters'])
    await expectAccessible(page)
    await expectShown(['three', 'two', 'one'])
    await line().fill('shorter')
    expect(await problemOf(line())).toEqual(['false', expect.stringContaining('Tip: add a deadline')])
  })

  it('says at quick add that the maximum number of todos is reached', async () => {
    await sql`update owner set todo_count = 1000000, todos_counted_at = now()`.execute(service.db)
    await line().fill('one too many')
    await line().press('Enter')
    await page.getByText('There are already 1000000 todos, the maximum: delete some first').waitFor()
    expect(await line().inputValue()).toBe('one too many')
    await sql`update owner set todo_count = 3`.execute(service.db)
    await line().press('Enter')
    await expectShown(['one too many', 'three', 'two', 'one'])
  })

  it('shows a refusal of an edit at its field', async () => {
    await button('two').click()
    for (const [label, value, message] of [
      ['Title', '   ', 'must not be empty'],
      ['Title', 'y'.repeat(300), 'must have at most 255 characters'],
      ['Deadline', '4600-01-01', 'must be a date such as'],
    ] as const) {
      const field = page.getByLabel(label, { exact: true })
      await field.fill(value)
      await button('Save').click()
      await page.getByText(message).waitFor()
      expect(await problemOf(field)).toEqual(['true', expect.stringContaining(message)])
      await expectFocus(field)
      expect(await field.inputValue()).toBe(value)
      await expectAccessible(page)
      await field.fill(label === 'Title' ? 'two, edited' : '2030-01-01')
      await page.getByText(message).waitFor({ state: 'detached' })
      expect(await field.getAttribute('aria-invalid')).toBe('false')
    }
    await button('Save').click()
    await expectStored(service, { title: 'two, edited', deadline_on: '2030-01-01' })
  })

  it('keeps changes while the server is unreachable, and sends them in order afterwards', async () => {
    const completed = page.getByRole('checkbox', { name: 'Completed: two' })
    await page.goto('/?show=all&sort=newest')
    await expectShown(['three', 'two', 'one'])
    await loseServer()
    for (const state of [true, false, true]) {
      await completed.press('Space')
      await expect.poll(() => completed.isChecked()).toBe(state)
    }
    await button('Delete “one”').click()
    await page.getByText('The server can’t be reached. Trying again… Your last 4 changes are saved').waitFor()
    await expectShown(['three', 'two'])
    expect(await completed.isChecked()).toBe(true)
    await expectAccessible(page)
    await findServer()
    await expect
      .poll(async () => (await storedTodos(service)).map(({ title, completed: done }) => [title, done]))
      .toEqual([
        ['two', true],
        ['three', false],
      ])
    await page.getByText('The server can’t be reached').waitFor({ state: 'detached' })
  })

  it('keeps text typed while the previous line failed', async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route('**/trpc/createTodo*', async route => {
      await answered
      await answerWithError(route)
    })
    await line().fill('four')
    await line().press('Enter')
    await expectShown(['four', 'three', 'two', 'one'])
    await line().fill('five, half')
    answer()
    const unsaved = page.getByRole('list', { name: 'Not saved' })
    await unsaved.getByText('Broken').waitFor()
    expect(await line().inputValue()).toBe('five, half')
    await page.unroute('**/trpc/createTodo*')
    await page.reload()
    expect(await line().inputValue()).toBe('five, half')
    await unsaved.getByRole('button', { name: 'Try again' }).click()
    await expectShown(['four', 'three', 'two', 'one'])
    expect(await unsaved.count()).toBe(0)
    await expectStored(service, { title: 'four' })
  })

  it('shows a todo again that could not be deleted or restored', async () => {
    await page.route('**/trpc/deleteTodo*', answerWithError)
    await button('Delete “two”').click()
    await page.getByText('Couldn’t delete “two”').waitFor()
    await expectShown(['three', 'two', 'one'])
    await page.unroute('**/trpc/deleteTodo*')
    await button('Try again').click()
    await expectShown(['three', 'one'])
    await page.getByText('Deleted “two”').waitFor()
    await page.route('**/trpc/restoreTodo*', answerWithError)
    await button('Undo').click()
    await page.getByText('Couldn’t restore “two”. Broken').waitFor()
    await expectShown(['three', 'one'])
    await page.unroute('**/trpc/restoreTodo*')
    await button('Try again').last().click()
    await expectShown(['three', 'two', 'one'])
    await expect.poll(() => storedTodos(service)).toHaveLength(3)
  })

  it('keeps an edit across a reload, and when its row leaves the list', async () => {
    await button('two').click()
    await page.getByLabel('Title').fill('two, half')
    await page.reload()
    await button('two').click()
    expect(await page.getByLabel('Title').inputValue()).toBe('two, half')
    await page.getByRole('checkbox', { name: 'Completed', exact: true }).check()
    await page.route('**/trpc/updateTodo*', answerWithError)
    await button('Save').click()
    await page.getByText('Couldn’t save “two, half”. Broken').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('two, half')
    await page.unroute('**/trpc/updateTodo*')
    await button('Save').click()
    await expectStored(service, { title: 'two, half', completed: true })
  })

  it('keeps only the edited fields of a form, and says which of them changed elsewhere', async () => {
    const [{ id }] = (await storedTodos(service)).filter(({ title }) => title === 'two') as [Todo]
    const note = (text: string) => page.locator('.conflict').filter({ hasText: text })
    await button('two').click()
    await page.getByLabel('Title').fill('two, half')
    await page.getByLabel('Priority', { exact: true }).selectOption('low')
    await page.keyboard.press('Escape')
    const change = { deadline_on: '2031-05-06', tags: ['new'], priority: 'high' as const, title: 'zwei' }
    await service.ask(`PUT /todos/${id}`, { json: change })
    await button('zwei').click()
    await note('The title was changed elsewhere to “zwei”. Saving replaces it.').waitFor()
    await note('The priority was changed elsewhere to “high”. Saving replaces it.')
      .getByRole('button', { name: 'Use that one' })
      .click()
    await expect.poll(() => page.locator('.conflict').count()).toBe(1)
    await button('Save').click()
    await expectStored(service, { ...change, title: 'two, half' })
    await button('two, half').waitFor()
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
  })

  it('keeps what is typed while a form is being saved', async () => {
    const answer = await holdRequests(page, '**/trpc/updateTodo*')
    await button('two').click()
    await page.getByLabel('Title').fill('two, half')
    await button('Save').click()
    await page.locator('[type=submit][aria-disabled=true]').waitFor()
    await page.getByLabel('Title').fill('two, half typed')
    answer()
    await expectStored(service, { title: 'two, half' })
    await page.locator('[type=submit][aria-disabled=false]').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('two, half typed')
    expect(await page.locator('.conflict').count()).toBe(0)
    await page.unroute('**/trpc/updateTodo*')
    await button('Save').click()
    await button('two, half typed').waitFor()
    await expectStored(service, { title: 'two, half typed' })
  })

  it('keeps the focus and what is typed in the form of a new todo when that is saved', async () => {
    const answer = await holdRequests(page, '**/trpc/createTodo*')
    await line().fill('four')
    await line().press('Enter')
    await button('four').click()
    await page.getByLabel('Description').fill('typed')
    answer()
    await expectSent(page)
    await expectStored(service, { title: 'four' })
    await expectFocus(page.getByLabel('Description'))
    await page.getByLabel('Description').press('!')
    await button('Save').click()
    await expectStored(service, { title: 'four', description: 'typed!' })
    await page.unroute('**/trpc/createTodo*')
  })

  it('reports that the list cannot be loaded, and retries', async () => {
    await loseServer()
    await page.goto('/?show=all')
    const alert = page.getByRole('alert').filter({ hasText: 'Couldn’t load the todos' })
    await alert.waitFor()
    await expectAccessible(page)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await findServer()
    await expectShown(['three', 'two', 'one'])
  })

  it('reports outdated todos until the server is back', async () => {
    const lists = /\/trpc\/.*\btodo(s|Counts)\b/
    await page.route(lists, refuse)
    await line().fill('four')
    await line().press('Enter')
    const warning = page.getByText('Showing the last known todos. Can’t reach the server.')
    await warning.waitFor()
    await service.createTodo({ title: 'five' })
    await page.unroute(lists, refuse)
    await warning.waitFor({ state: 'detached' })
    await expectShown(['five', 'four', 'three', 'two', 'one'])
  })

  it('announces what can be undone, and keeps it while it has the focus', async () => {
    const other = await page.context().newPage()
    await other.clock.install()
    await other.goto('/?sort=newest')
    const notes = other.locator('.toasts [aria-live=polite]')
    await notes.waitFor({ state: 'attached' })
    await other.getByRole('checkbox', { name: 'Completed: two' }).press('Space')
    const undo = notes.getByRole('button', { name: 'Undo' })
    await undo.focus()
    await undo.hover()
    await other.mouse.move(0, 0)
    await other.clock.fastForward(20_000)
    await expectFocus(undo)
    await other.getByLabel('New todo').focus()
    await other.clock.fastForward(9_000)
    await undo.waitFor({ state: 'detached' })
    await other.close()
  })

  it('reports a todo that was deleted elsewhere before the page heard of it', async () => {
    await page.route(/todosChanged/, route => route.abort())
    await page.reload()
    await expectShown(['three', 'two', 'one'])
    const [{ id }] = (await storedTodos(service)).filter(({ title }) => title === 'two') as [Todo]
    await service.ask(`DELETE /todos/${id}`)
    await page.getByRole('checkbox', { name: 'Completed: two' }).click()
    await page.getByText('Couldn’t update “two”. Todo not found').waitFor()
    await expectShown(['three', 'one'])
    await page.unroute(/todosChanged/)
  })
})
