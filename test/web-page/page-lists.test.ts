import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, createClient } from '../../client/create-client.ts'
import { hasBrowser } from '../harness/browser.ts'
import {
  expectFocus,
  holdRequests,
  openTestPage,
  type TestPage,
  textsOf,
  untilPainted,
} from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectSent, expectTitles, filterLink } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

describe.skipIf(!hasBrowser)('lists on the page', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let client: Client
  let opened: TestPage
  let page: Page
  let uniId: number

  const nav = () => page.getByRole('navigation', { name: 'Lists' })
  const link = (name: string) => nav().locator('li').filter({ hasText: name }).getByRole('link')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const expectLists = async (names: string[]) => {
    await expect.poll(() => textsOf(page, 'nav .lists-name')).toEqual(names)
  }
  const expectOpen = async (name: string, count: string) => {
    await expect.poll(() => link(name).locator('.lists-count').innerText()).toContain(count)
  }

  beforeAll(async () => {
    client = createClient({ url: service.url })
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await expectSent(page)
    // A page that shows a list asks for its todos after the list was deleted.
    await page.goto('/livez')
    await service.replaceTodos([])
    for (const { id, isInbox } of await client.lists.query())
      if (!isInbox) await client.deleteList.mutate({ id })
    uniId = (await client.createList.mutate({ input: { name: 'Uni', color: 'teal' } })).id
    await client.createList.mutate({ input: { name: 'Home' } })
    await client.createTodo.mutate({
      input: { title: 'Essay', list: 'Uni', tags: ['exam'], priority: 'high' },
    })
    await client.createTodo.mutate({ input: { title: 'Milk' } })
    await page.evaluate(() => sessionStorage.clear())
    await page.goto('/')
    await expectTitles(page, ['Essay', 'Milk'])
  })

  it('leads to each list, and counts its open todos', async () => {
    await expectLists(['Inbox', 'Uni', 'Home'])
    await expectOpen('Uni', '1')
    await expectOpen('Home', '0')
    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: 'Essay', exact: true }) })
    expect(await row.innerText()).toMatch(/Priority: high\s+Essay\s+List:\s+Uni\s+Tag:\s+#\s*exam/)
    await link('Uni').click()
    await page.getByRole('heading', { level: 1, name: 'Uni' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/lists/${uniId}`)
    await expect.poll(() => page.title()).toBe('Uni (1) · TaskOverflow')
    await expectTitles(page, ['Essay'])
    expect(await row.innerText()).not.toContain('List:')
    await expectAccessibleEverywhere(page, 'list')
    await page.reload()
    await expectTitles(page, ['Essay'])
    await page.goto('/lists/99999')
    await page.getByText('List not found').waitFor()
  })

  it('adds to the list that is shown, unless the line names another', async () => {
    await link('Uni').click()
    await page.getByRole('heading', { level: 1, name: 'Uni' }).waitFor()
    const line = page.getByLabel('New todo')
    await line.fill('Slides')
    await line.press('Enter')
    await expectTitles(page, ['Essay', 'Slides'])
    await expectOpen('Uni', '2')
    await line.fill('Plants @home #garden !low')
    await page.getByText('List: Home, Tag: garden, Priority: low').waitFor()
    await expectAccessibleEverywhere(page, 'list-line')
    await button('Keep in the title: #garden').click()
    await page.getByText('Plants #garden', { exact: true }).waitFor()
    await line.press('Enter')
    await page.getByText('Added “Plants #garden” to “Home”').waitFor()
    await expectTitles(page, ['Essay', 'Slides'])
    await expectOpen('Home', '1')
    const { items } = await client.todos.query({ list: ['Home'] })
    expect(items).toMatchObject([{ title: 'Plants #garden', tags: [], priority: 'low' }])
  })

  it('changes list, tags and priority in the form', async () => {
    await client.createTodo.mutate({ input: { title: 'Other', tags: ['reading'] } })
    await button('Essay').click()
    const tags = page.getByRole('combobox', { name: 'Tags' })
    await tags.fill('Reading')
    const known = page.locator('.tags-field option')
    const suggested = () => known.evaluateAll(all => all.map(one => (one as HTMLOptionElement).value))
    await expect.poll(suggested).toEqual(['reading'])
    await tags.press('Enter')
    await button('Remove tag “exam”').click()
    await expectFocus(tags)
    await tags.fill('draft')
    await page.getByLabel('List', { exact: true }).selectOption('Home')
    await page.getByLabel('Priority', { exact: true }).selectOption('medium')
    await expectAccessibleEverywhere(page, 'list-form')
    await button('Save').click()
    await expectOpen('Home', '1')
    const { items } = await client.todos.query({ list: ['Home'] })
    expect(items).toMatchObject([{ title: 'Essay', tags: ['Reading', 'draft'], priority: 'medium' }])
  })

  it('keeps a tag that is being typed, and saves it with the form', async () => {
    const tags = page.getByRole('combobox', { name: 'Tags' })
    await button('Essay').click()
    await tags.fill('draf')
    await page.keyboard.press('Escape')
    await button('Essay').click()
    expect(await tags.inputValue()).toBe('draf')
    await page.getByLabel('Title').press('Enter')
    await expect
      .poll(async () => (await client.todos.query({ search: 'essay' })).items[0]?.tags)
      .toEqual(['exam', 'draf'])
  })

  it('leaves a form in its list, with what was typed', async () => {
    await button('Essay').click()
    await page.getByLabel('Title').waitFor()
    await link('Inbox').click()
    await expectTitles(page, ['Milk'])
    expect(await page.getByText('is no longer in this list').count()).toBe(0)
    await link('Uni').click()
    await button('Essay').click()
    await page.getByLabel('Title').fill('Longer essay')
    await link('Inbox').click()
    await expectTitles(page, ['Milk'])
    expect(await page.getByLabel('Title').count()).toBe(0)
    await link('Uni').click()
    await page.getByText('Unsaved changes').waitFor()
    await button('Essay').click()
    expect(await page.getByLabel('Title').inputValue()).toBe('Longer essay')
    await button('Cancel').click()
    await button('Essay').click()
    await filterLink(page, 'Completed').click()
    await page.getByText('Nothing completed yet').waitFor()
    expect(await page.getByLabel('Title').count()).toBe(0)
  })

  it('creates a list, and shows the reason when that is refused', async () => {
    await button('+ New list')
      .or(nav().getByRole('button', { name: 'New list' }))
      .first()
      .click()
    await dialog().getByLabel('Name').fill('úni')
    await dialog().getByRole('button', { name: 'Create list' }).click()
    await dialog().getByText('there is already a list named Uni').waitFor()
    await expectFocus(dialog().getByLabel('Name'))
    // The console reports the refusal.
    expect(opened.errors.splice(0)).toEqual([expect.stringContaining('400')])
    await expectAccessibleEverywhere(page, 'list-new')
    await dialog().getByLabel('Name').fill('Garden')
    await dialog().getByText('Green', { exact: true }).click({ force: true })
    await dialog().getByRole('button', { name: 'Create list' }).click()
    await page.getByRole('heading', { level: 1, name: 'Garden' }).waitFor()
    await page.getByText('This list is empty').waitFor()
    await expectLists(['Inbox', 'Uni', 'Home', 'Garden'])
    expect(await client.lists.query()).toContainEqual(
      expect.objectContaining({ name: 'Garden', color: '#2f8f5b' }),
    )
  })

  it('takes no letters as shortcuts while the dialog of a list is being loaded', async () => {
    const slow = await opened.openPage()
    const load = await holdRequests(slow, /ListDialog.*\.js$/)
    await slow.goto('/')
    await slow.getByRole('button', { name: 'New list' }).click()
    await slow.keyboard.type('n?')
    expect(await slow.evaluate(() => document.activeElement?.textContent)).toBe('New list')
    expect(await slow.getByRole('dialog').count()).toBe(0)
    load()
    await slow.getByRole('dialog', { name: 'New list' }).waitFor()
    await slow.context().close()
  })

  it('renames a list, and deletes it after saying where its todos go', async () => {
    await link('Uni').click()
    await button('Edit list “Uni”').click()
    await dialog().getByLabel('Name').fill('University')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'University' }).waitFor()
    await button('Edit list “University”').click()
    await button('Delete list').click()
    await page.getByText('The todos of “University” (1 open) are kept: they move to “Inbox”.').waitFor()
    await expectAccessibleEverywhere(page, 'list-delete')
    await button('Delete list').click()
    await page.getByText('Deleted list “University”. Its todos are in “Inbox”.').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
    await expectTitles(page, ['Essay', 'Milk'])
    await expectLists(['Inbox', 'Home'])
    await button('Undo').click()
    await page.getByRole('heading', { level: 1, name: 'University' }).waitFor()
    await expectTitles(page, ['Essay'])
    await expectLists(['Inbox', 'University', 'Home'])
  })

  it('keeps the name that another client has given it when only the colour is changed', async () => {
    await link('Uni').click()
    await button('Edit list “Uni”').click()
    await dialog().getByLabel('Name').waitFor()
    await client.updateList.mutate({ id: uniId, input: { name: 'University' } })
    await dialog().getByRole('radio', { name: 'Blue' }).press('Space')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await dialog().waitFor({ state: 'hidden' })
    const lists = await client.lists.query()
    expect(lists.find(({ id }) => id === uniId)).toMatchObject({ name: 'University', color: '#2f7fd6' })
    await expectLists(['Inbox', 'University', 'Home'])
  })

  it('is reordered by keys, in the dialog and by dragging', async () => {
    await link('Home').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expectLists(['Inbox', 'Home', 'Uni'])
    await page.getByText('“Home” is now 2 of 3').waitFor({ state: 'attached' })
    await expectFocus(link('Home'))
    await button('Edit list “Home”').click()
    await button('Move down').click()
    await page.getByText('3 of 3', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await expectLists(['Inbox', 'Uni', 'Home'])
    await button('Edit list “Inbox”').click()
    await button('Move up').press('Enter')
    await page.getByText('1 of 3', { exact: true }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.keyboard.press('Escape')
    await expectLists(['Inbox', 'Uni', 'Home'])
    await link('Home').dragTo(link('Uni'))
    await expectLists(['Inbox', 'Home', 'Uni'])
    await expect
      .poll(async () => (await client.lists.query()).map(({ name }) => name))
      .toEqual(['Inbox', 'Home', 'Uni'])
  })

  it('is a sheet on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await button('Lists').click()
    await expectAccessibleEverywhere(page, 'list-sheet')
    await page.setViewportSize({ width: 390, height: 844 })
    await dialog().getByRole('link', { name: /Uni/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Uni' }).waitFor()
    await expect.poll(() => dialog().count()).toBe(0)
    await page.setViewportSize({ width: 1280, height: 720 })
    expect(opened.errors).toEqual([])
  })

  it('gives each todo an address of its own', async () => {
    const { id } = (await client.todos.query({ search: 'essay' })).items[0] ?? { id: 0 }
    const address = `${service.url}/todos/${id}`
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await button('Essay').click()
    await button('Copy link').click()
    await page.getByText('Link copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: 'Essay' }).waitFor()
    await expect.poll(() => page.title()).toBe('Essay · TaskOverflow')
    await expectAccessibleEverywhere(page, 'todo')
    await client.updateTodo.mutate({ id, description: 'Added elsewhere' })
    await expect.poll(() => page.getByLabel('Description').inputValue()).toBe('Added elsewhere')
    await page.getByLabel('Title').fill('Longer essay')
    await button('Save').click()
    await page.getByRole('heading', { level: 1, name: 'Uni' }).waitFor()
    await expectTitles(page, ['Longer essay'])

    await page.goto(address)
    const release = await holdRequests(page, /trpc\/updateTodo/)
    await page.getByLabel('Title').fill('Longest essay')
    await button('Save').click()
    await page.getByRole('link', { name: 'Exports' }).click()
    release()
    await expectSent(page)
    await page.unroute(/trpc\/updateTodo/)
    await untilPainted(page)
    expect(new URL(page.url()).pathname).toBe('/exports')

    await page.goto('/todos/999')
    await page.getByText('It may have been deleted.').waitFor()
  })
})
