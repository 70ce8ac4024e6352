import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, createClient } from '../../client/create-client.ts'
import { hasBrowser } from '../harness/browser.ts'
import { expectFocus, holdRequests, openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectSent, expectTitles, showTodos } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

describe.skipIf(!hasBrowser)('the filter language on the page', () => {
  const service = useService({ broker: 'postgres' })
  let client: Client
  let opened: TestPage
  let page: Page

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const search = () => page.getByRole('combobox', { name: 'Search' })
  const suggested = () =>
    page
      .locator('.todo-search option')
      .evaluateAll(options => options.map(option => (option as HTMLOptionElement).value))
  const expectQuery = async (q: string | null) => {
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(q)
  }

  beforeAll(async () => {
    client = createClient({ url: service.url })
    await client.createList.mutate({ input: { name: 'Summer term' } })
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await expectSent(page)
    await service.replaceTodos([])
    for (const input of [
      { title: 'Essay', list: 'Summer term', tags: ['exam'], deadlineOn: '2030-01-02' },
      { title: 'Notes', description: 'for the essay', tags: ['exam'], priority: 'high' },
      { title: 'Milk' },
    ])
      await client.createTodo.mutate({ input })
    await page.evaluate(() => {
      sessionStorage.clear()
      localStorage.clear()
    })
    await page.goto('/')
    await expectTitles(page, ['Essay', 'Notes', 'Milk'])
  })

  it('filters, ranks and sorts as the server does, and keeps the URL in step', async () => {
    await search().fill('tag:exam')
    await expectTitles(page, ['Essay', 'Notes'])
    await expectQuery('tag:exam')
    await search().fill('éssay')
    // A word of the title counts more than one of the description.
    await expectTitles(page, ['Essay', 'Notes'])
    await expect.poll(() => page.getByLabel('Sort by').inputValue()).toBe('relevance')
    await page.getByLabel('Sort by').selectOption('newest')
    await expectTitles(page, ['Notes', 'Essay'])
    await page.reload()
    await expectTitles(page, ['Notes', 'Essay'])
    await search().fill('list:"summer term" due:any')
    await expectTitles(page, ['Essay'])
    await search().press('Escape')
    await expectTitles(page, ['Milk', 'Notes', 'Essay'])
    await expectQuery(null)
  })

  it('says what is wrong, and keeps what is shown', async () => {
    await search().fill('p:high')
    await expectTitles(page, ['Notes'])
    await search().fill('p:highest')
    await page.getByText('“p:” must be one of none, low, medium, high.').waitFor()
    expect(await search().getAttribute('aria-invalid')).toBe('true')
    await expectTitles(page, ['Notes'])
    await expectQuery('p:high')
    await expectAccessibleEverywhere(page, 'filter-problem')
    await search().fill('list:winter')
    await page.getByText('There is no list named “winter”.').waitFor()
    await page.goto('/?q=is:new')
    await page.getByText('This filter can’t be read').waitFor()
    await page.getByRole('link', { name: 'Clear search' }).click()
    await expectTitles(page, ['Essay', 'Notes', 'Milk'])
  })

  it('suggests keys, lists and tags', async () => {
    await search().focus()
    await expect.poll(suggested).toEqual(['list:', 'tag:', 'p:', 'is:', 'due:'])
    await search().fill('essay list:su')
    await expect.poll(suggested).toEqual(['essay list:"Summer term"'])
    await search().fill('tag:')
    await expect.poll(suggested).toEqual(['tag:exam'])
  })

  it('shows new and changed todos only where they belong, before the server has answered', async () => {
    await search().fill('tag:exam p:high')
    await expectTitles(page, ['Notes'])
    const answer = await holdRequests(page, /trpc\/(?:createTodo|updateTodo)/)
    const line = page.getByLabel('New todo')
    await line.fill('Slides #Exam !high')
    await page.getByText('Tag: Exam, Priority: high').waitFor({ state: 'attached' })
    await line.press('Enter')
    await expectTitles(page, ['Notes', 'Slides'])
    await button('Notes').click()
    await page.getByLabel('Priority', { exact: true }).selectOption('low')
    await button('Save').click()
    await page.getByLabel('Title').waitFor({ state: 'detached' })
    await expectTitles(page, ['Slides'])
    answer()
    // The next test replaces the todos.
    await expectSent(page)
    expect((await client.todos.query({ priority: ['low'] })).items).toMatchObject([{ title: 'Notes' }])
  })

  it('leads from a tag and from a list to their todos, where new ones belong', async () => {
    await page.getByRole('link', { name: 'Tag: exam' }).first().click()
    await expectQuery('tag:exam')
    await expectTitles(page, ['Essay', 'Notes'])
    await page.getByRole('heading', { name: '#exam' }).waitFor()
    await page.getByLabel('New todo').fill('Summary #oral')
    await page.getByLabel('New todo').press('Enter')
    await expectTitles(page, ['Essay', 'Notes', 'Summary'])
    await expect
      .poll(async () => (await client.todos.query({ search: 'Summary' })).items.map(({ tags }) => tags))
      .toEqual([['exam', 'oral']])
    await page.getByRole('link', { name: 'List: Summer term' }).click()
    await expectTitles(page, ['Essay'])
    await page.getByRole('heading', { name: 'Summer term' }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/lists\/\d+$/)
  })

  it('says that all todos with a tag are done, as of a list', async () => {
    await showTodos(service, page, '/?q=tag:exam', [{ title: 'Essay', tags: ['exam'] }])
    await page.getByRole('checkbox', { name: 'Completed: Essay' }).click()
    await page.getByRole('heading', { name: 'All done' }).waitFor()
    await expect.poll(async () => (await client.todos.query({ completed: true })).items.length).toBe(1)
  })

  it('offers to search in all todos', async () => {
    await page.getByRole('checkbox', { name: 'Completed: Essay' }).click()
    await search().fill('list:"Summer term"')
    await page.getByText('No results for').waitFor()
    expect(await page.getByText('Searched titles').count()).toBe(0)
    await page.getByRole('link', { name: 'Search in all' }).click()
    await expectTitles(page, ['Essay'])
    await page.goto('/')
    await search().fill('is:done')
    await expectTitles(page, ['Essay'])
    await expect.poll(() => new URL(page.url()).searchParams.get('show')).toBe('all')
  })

  it('makes a feed of what is shown by one click, which shows its scope when it is edited', async () => {
    await search().fill('tag:exam')
    await expectTitles(page, ['Essay', 'Notes'])
    await button('Export… these todos').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('A feed that stays up to date').check()
    expect(await dialog.getByLabel('Name').inputValue()).toBe('exam')
    expect(await dialog.getByLabel('Search for').inputValue()).toBe('tag:exam')
    await dialog.getByText('These 2 todos').waitFor()
    await expectAccessibleEverywhere(page, 'filter-feed')
    await dialog.getByLabel('Search for').fill('')
    await dialog.getByText(/^All \d+ todos$/).waitFor()
    await expectFocus(dialog.getByLabel('Search for'))
    await dialog.getByLabel('Search for').fill('tag:exam')
    await button('Cancel').click()
    await expectFocus(button('Export… these todos'))
    await button('Export… these todos').click()
    await button('Create feed').click()
    await page.getByRole('heading', { name: 'The feed’s address' }).waitFor()
    // The address leads from a phone to the phone.
    expect(await page.locator('.qr-code').count()).toBe(0)
    await page.keyboard.press('Escape')
    await button('Close anyway').click()
    const [feed] = await client.calendarFeeds.query()
    expect(feed).toMatchObject({ name: 'exam', options: { tag: ['exam'] } })
    await page.goto('/exports')
    await page.getByText('Only tag:exam').waitFor()
    await button('Edit: exam').click()
    const scope = dialog.getByLabel('Search for')
    expect(await scope.inputValue()).toBe('tag:exam')
    await scope.fill('list:"Summer term" nope -tag:later')
    await button('Save').click()
    await page.getByText('Only list:"Summer term" -tag:later nope').waitFor()
    await button('Edit: exam').click()
    await scope.fill('list:nowhere')
    await dialog.getByText('There is no list named “nowhere”.').waitFor()
  })

  it('makes a file of a list by one click', async () => {
    await page
      .getByRole('navigation', { name: 'Lists' })
      .getByRole('link', { name: /Summer term/ })
      .click()
    await button('Export… this list').click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Summer term')
    expect(await dialog.getByLabel('Which todos').inputValue()).toBe('list:"Summer term"')
    await expectAccessibleEverywhere(page, 'filter-file')
    await dialog.getByRole('button', { name: 'Create calendar file' }).click()
    await dialog.getByText('1 todo in the calendar').or(dialog.getByText('Ready')).first().waitFor()
    const download = page.waitForEvent('download')
    await dialog.getByRole('link', { name: /Download/ }).click()
    expect((await download).suggestedFilename()).toMatch(/\.ics$/)
    const { items } = await client.calendarJobs.query({})
    expect(items[0]).toMatchObject({ options: { name: 'Summer term', list: [expect.any(String)] } })
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await expectFocus(button('Export… this list'))
    expect(opened.errors.filter(error => !error.includes('400'))).toEqual([])
  })
})
