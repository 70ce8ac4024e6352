import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeCounts, describeState } from '../../client/web/import/describe-import.ts'
import { hasBrowser } from '../harness/browser.ts'
import { expectFocus, openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectTitles, storedTodos } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

const none = { created: 0, changed: 0, unchanged: 0, skipped: 0, noted: 0 }

describe('the outcome of an import', () => {
  it.each([
    [{ created: 1200, skipped: 1 }, ['1,200 new', '1 skipped']],
    [{ changed: 2, unchanged: 3 }, ['2 changed', '3 already here']],
    [{}, []],
  ])('%j', (counts, words) => {
    expect(describeCounts({ counts: { ...none, ...counts } })).toEqual(words)
  })

  it('does not offer to import nothing', () => {
    const job = { state: 'SUCCESS', options: { dryRun: true }, counts: { ...none, unchanged: 3 } } as const
    expect(describeState(job)).toBe('There is nothing to import.')
  })
})

describe.skipIf(!hasBrowser)('importing on the page', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage
  let page: Page

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const choose = async (name: string, content: string) => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  }
  const table = 'Task,Due,List\nEssay,2030-01-02,Uni\nSlides,someday,Uni\n,2030-01-03,Uni\n'

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: 'Import' }).click()
    await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor()
    return () => opened[Symbol.asyncDispose]()
  })

  it('shows first what a file would change, and imports it then', async () => {
    await expectAccessibleEverywhere(page, 'import')
    const polls: string[] = []
    page.on('request', request => {
      if (/importJob\b/.test(request.url())) polls.push(request.url())
    })
    await choose('table.csv', table)
    await page.getByText('Nothing has been imported yet').waitFor()
    await page.getByText('2 new').waitFor()
    await page.getByText('Line 4').waitFor()
    expect(await storedTodos(service)).toEqual([])
    expect(polls).toEqual([])
    await expectAccessibleEverywhere(page, 'import-summary')
    await page.evaluate(() => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('input[type=file]')) document.body.classList.add('asked-again')
      })
      observer.observe(document.body, { childList: true, subtree: true })
    })
    const uploads: string[] = []
    page.on('request', request => {
      if (request.method() === 'POST' && request.url().includes('/todos/import')) uploads.push(request.url())
    })
    await button('Import 2 todos').evaluate((element: HTMLElement) => {
      element.click()
      // It has been shown as busy by then.
      setTimeout(() => element.click())
    })
    await page.getByText('Imported.', { exact: true }).waitFor()
    expect(uploads).toHaveLength(1)
    expect(await page.locator('.asked-again').count()).toBe(0)
    await expectFocus(page.getByRole('heading', { name: 'table.csv' }))
    expect((await storedTodos(service)).map(({ title }) => title).sort()).toEqual(['Essay', 'Slides'])
    await page.reload()
    await page.getByRole('heading', { name: 'table.csv' }).waitFor()
    await page.getByText('2 new').waitFor()
    await page.getByText('Line 4').waitFor()
    await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: /Uni/ }).waitFor()
    await page.getByRole('link', { name: 'Show all todos' }).click()
    await page.getByRole('button', { name: 'Essay', exact: true }).waitFor()
  })

  it('lets people say which column is what', async () => {
    await page.goto('/import')
    await choose('aufgaben.csv', 'Was;Wann;42\nKüche putzen;2030-01-02;hoch\n')
    await page.getByText('no column is a title').waitFor()
    await button('Read again with these columns').click()
    await page.getByText('Choose the title column.').waitFor()
    await page.getByLabel('Title').selectOption('Was')
    await page.getByLabel('Priority').selectOption('42')
    await expectAccessibleEverywhere(page, 'import-columns')
    await button('Read again with these columns').click()
    await page.getByText('1 new').waitFor()
    // They can be corrected. What was read with other columns is not imported.
    await page.getByLabel('Deadline').selectOption('Wann')
    await expect.poll(() => button('Import 1 todo').count()).toBe(0)
    await button('Read again with these columns').click()
    await button('Import 1 todo').click()
    await page.getByText('Imported.', { exact: true }).waitFor()
    expect(await storedTodos(service)).toContainEqual(
      expect.objectContaining({ title: 'Küche putzen', deadline_on: '2030-01-02' }),
    )
  })

  it('finds nothing new in the same file', async () => {
    await page.goto('/import')
    await choose('table.csv', table)
    await page.getByText('There is nothing to import.').waitFor()
    await page.getByText('2 already here').waitFor()
    expect(await button('Import 2 todos').count()).toBe(0)
    await button('Choose another file').click()
  })

  it('says that an import is unknown', async () => {
    await page.goto('/import?job=01a2072b-f003-77dd-8cc8-4eb7c38beb8d')
    await page.getByRole('alert').filter({ hasText: 'Import not found.' }).waitFor()
    await button('Choose another file').click()
    expect(new URL(page.url()).search).toBe('')
  })

  it('puts the todos of a dropped file into the chosen list', async () => {
    await page.getByLabel('Put the todos into').selectOption('Uni')
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['Task\nDropped\n'], 'dropped.csv', { type: 'text/csv' }))
      return data
    })
    await page.locator('.import-drop').dispatchEvent('drop', { dataTransfer: transfer })
    await page.getByRole('heading', { name: 'dropped.csv' }).waitFor()
    await button('Import 1 todo').click()
    await page.getByText('Imported.', { exact: true }).waitFor()
    await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: /Uni/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Uni' }).waitFor()
    await expectTitles(page, ['Essay', 'Slides', 'Dropped'])
    expect(opened.errors).toEqual([])
  })

  it('says why a file has no todos, and why it cannot be uploaded', async () => {
    await page.goto('/import')
    await choose('photo.csv', 'just one line of text')
    await page.getByText('There is nothing to import.').waitFor()
    await page.getByText('no column is a title').waitFor()
    await button('Choose another file').click()
    await page.route('**/todos/import*', route => route.abort('connectionrefused'))
    await choose('table.csv', table)
    await page.getByText('Can’t reach the server.').waitFor()
    await expectAccessibleEverywhere(page, 'import-problem')
  })
})
