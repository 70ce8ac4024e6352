import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { answerWithError, expectFocus, openTestPage, type TestPage, textsOf } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectTitles, storedTodos } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

describe.skipIf(!hasBrowser)('the trash', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const rows = () => page.getByRole('list', { name: 'Deleted todos' }).getByRole('listitem')
  const expectTrashed = async (titles: string[]) => {
    await expect.poll(() => textsOf(page, '.trash-title')).toEqual(titles)
  }

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    for (const title of ['one', 'two', 'three']) {
      const { id } = await service.createTodo({ title })
      await service.ask(`DELETE /todos/${id}`)
    }
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: 'Trash' }).click()
    return () => opened[Symbol.asyncDispose]()
  })

  it('shows what was deleted and when, the last first', async () => {
    await expectTrashed(['three', 'two', 'one'])
    expect(await rows().first().innerText()).toMatch(/Deleted: Today/)
    expect(await page.title()).toBe('Trash · TaskOverflow')
    await expectAccessibleEverywhere(page, 'trash')
  })

  it('restores a todo by one click, and keeps the focus in the list', async () => {
    await button('Restore “two”').click()
    await page.getByText('Restored “two”').waitFor()
    await expectTrashed(['three', 'one'])
    await expectFocus(button('Restore “one”'))
    expect(await storedTodos(service)).toMatchObject([{ title: 'two' }])
    await page.getByRole('link', { name: 'Upcoming' }).click()
    await expectTitles(page, ['two'])
    await page.goBack()
  })

  it('shows a todo at once after it is deleted', async () => {
    await page.goto('/')
    await button('Delete “two”').click()
    await page.getByText('Deleted “two”').waitFor()
    await page.getByRole('link', { name: 'Trash' }).click()
    await expectTrashed(['two', 'three', 'one'])
  })

  it('keeps what it shows when it cannot be read again', async () => {
    const trash = /trpc\/[^?]*trashedTodos/
    await page.route(trash, answerWithError)
    const { id } = await service.createTodo({ title: 'four' })
    const notice = page.getByText('Showing the last known deleted todos. Broken')
    await notice.waitFor()
    await expectTrashed(['two', 'three', 'one'])
    await page.unroute(trash)
    await button('Try again').click()
    await notice.waitFor({ state: 'detached' })
    await service.ask(`DELETE /todos/${id}`)
    await expectTrashed(['four', 'two', 'three', 'one'])
  })

  it('is emptied after a confirmation', async () => {
    await button('Empty trash').click()
    await page.getByText('This can’t be undone').waitFor()
    await expectAccessibleEverywhere(page, 'trash-empty')
    await button('Cancel').click()
    await expectFocus(button('Empty trash'))
    await button('Empty trash').click()
    await button('Delete permanently').click()
    await page.getByText('Deleted 4 todos permanently').waitFor()
    await page.getByText('The trash is empty').waitFor()
    await expectFocus(page.getByRole('heading', { name: 'Trash', exact: true }))
    await page.reload()
    await page.getByText('The trash is empty').waitFor()
    expect(opened.errors.filter(error => !error.includes(' 500 '))).toEqual([])
  })
})
