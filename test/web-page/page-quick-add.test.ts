import type { Locator, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage, type TestPage, textsOf } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectStored, expectTitles, storedTodos, showTodos } from '../harness/todos-page.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

/** Monday, ten in the morning in Brisbane, the time zone of these tests. */
const now = new Date('2026-11-23T00:00:00Z')

const paste = (field: Locator, text: string) =>
  field.evaluate((input, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', text)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

/** Presses a key as an input method does while text is being composed. */
const compose = (field: Locator, key: string, options = {}) =>
  field.dispatchEvent('keydown', { key, ...options, isComposing: true })

describe.skipIf(!hasBrowser)('quick add on the page', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const line = () => page.getByLabel('New todo')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const marked = () => textsOf(page, 'mark')
  async function expectMarked(words: string[]): Promise<void> {
    await expect.poll(marked).toEqual(words)
  }
  const isFocused = () => line().evaluate(input => input === document.activeElement)

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    await page.clock.setFixedTime(now)
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await showTodos(service, page, '/', [])
  })

  it('marks the words of the deadline, and shows the title without them', async () => {
    await line().fill('call mum tomorrow about friday’s party at 3')
    await expectMarked(['tomorrow', 'at 3'])
    await page.getByText('Due Tue, 24 Nov, 3 pm').waitFor()
    await page.getByText('Title: call mum about friday’s party').waitFor()
    await expectAccessibleEverywhere(page, 'todos-quick-add')
    await line().press('Enter')
    await expectStored(service, {
      title: 'call mum about friday’s party',
      deadline_at: '2026-11-24T05:00:00',
    })
  })

  it('adds a todo that repeats, and says how', async () => {
    await line().fill('hand in the report every fri 5pm')
    await expectMarked(['every fri 5pm'])
    await page.getByText('Every Friday, from Fri, 27 Nov, 5 pm').waitFor()
    await page.getByText('Title: hand in the report').waitFor()
    await line().press('Enter')
    await expectStored(service, {
      title: 'hand in the report',
      deadline_at: '2026-11-27T07:00:00',
      repeat: { rule: 'FREQ=WEEKLY;BYDAY=FR', from: 'deadline' },
    })
  })

  it('suggests known lists and tags', async () => {
    await service.replaceTodos([{ title: 'Old', tags: ['exam', 'later'] }])
    const suggested = () =>
      line().evaluate((input: HTMLInputElement) => [...(input.list?.options ?? [])].map(({ value }) => value))
    await line().fill('Essay #e')
    await expect.poll(suggested).toEqual(['Essay #exam'])
    await line().fill('Essay #exam @inb')
    await expect.poll(suggested).toEqual(['Essay #exam @Inbox'])
    await line().fill('Essay #exam @Inbox')
    await expect.poll(suggested).toEqual([])
    await line().press('Enter')
    await expectStored(service, { title: 'Essay', tags: ['exam'] })
  })

  it('keeps words in the title after a click on their mark', async () => {
    await line().fill('read Tomorrow by friday')
    await expectMarked(['by friday'])
    await page.locator('mark').click()
    await expectMarked(['Tomorrow'])
    expect(await isFocused()).toBe(true)
    await page.keyboard.type(' evening')
    await expectMarked(['Tomorrow'])
    await button('Keep in the title: Tomorrow').click()
    await expectMarked([])
    expect(await isFocused()).toBe(true)
    await page.keyboard.press('Enter')
    await expectStored(service, { title: 'read Tomorrow by friday evening', deadline_at: null })
  })

  it('places the marks on their words, in long lines and from right to left', async () => {
    for (const before of ['', 'a long title '.repeat(30), 'לקנות חלב ', 'לקנות חלב '.repeat(40)]) {
      await line().fill(`${before}tomorrow`)
      await expectMarked(['tomorrow'])
      await line().press('End')
      const [field, mark] = [await line().boundingBox(), await page.locator('mark').boundingBox()]
      if (!field || !mark) throw new Error('The line or its mark is not visible')
      expect(mark.x).toBeGreaterThanOrEqual(field.x)
      expect(mark.x + mark.width).toBeLessThanOrEqual(field.x + field.width)
      expect(field.x + field.width).toBeLessThan(await page.evaluate(() => innerWidth))
    }
  })

  it('loads the parser with the first key, and waits for it before adding a line', async () => {
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>()
    const requested: string[] = []
    await page.route(/parse-quick-add/, async route => {
      requested.push(route.request().url())
      await allowed
      await route.continue()
    })
    await page.reload()
    await line().waitFor()
    expect(requested).toEqual([])
    await line().fill('water plants tomorrow')
    await line().press('Enter')
    expect(await line().inputValue()).toBe('')
    await expect.poll(() => requested.length).toBe(1)
    expect(await storedTodos(service)).toEqual([])
    allow()
    await expectStored(service, { title: 'water plants', deadline_on: '2026-11-24' })
    await page.unroute(/parse-quick-add/)
  })

  it('restores a line when the parser cannot be loaded', async () => {
    await page.route(/parse-quick-add/, route => route.abort())
    await page.reload()
    await line().fill('water plants tomorrow')
    await line().press('Enter')
    await page.getByText('Couldn’t load quick add. Try again, or reload the page.').waitFor()
    expect(await line().inputValue()).toBe('water plants tomorrow')
    expect(await storedTodos(service)).toEqual([])
    await page.unroute(/parse-quick-add/)
    await page.reload()
    await expectMarked(['tomorrow'])
  })

  it('stores what was shown, even if it is added later', async () => {
    await line().fill('swim today 10:30')
    await page.getByText('Due Mon, 23 Nov, 10:30 am').waitFor()
    await page.clock.setFixedTime(new Date(now.getTime() + 3_600_000))
    await line().press('Enter')
    await expectStored(service, { title: 'swim', deadline_at: '2026-11-23T00:30:00' })
    await page.clock.setFixedTime(now)
  })

  it('leaves keys to an input method while text is being composed, as elsewhere on the page', async () => {
    await line().fill('にほん')
    await compose(line(), 'Escape')
    await compose(line(), 'k', { ctrlKey: true })
    expect(await line().inputValue()).toBe('にほん')
    expect(await isFocused()).toBe(true)
    expect(await page.getByRole('dialog').count()).toBe(0)
    await line().press('Enter')
    await expectTitles(page, ['にほん'])
    await button('にほん').click()
    const tags = page.getByRole('combobox', { name: 'Tags' })
    await tags.fill('だい')
    for (const key of ['Enter', 'Escape']) await compose(tags, key)
    // Safari has ended the composition when it sends the key that confirms it.
    await tags.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 })
    expect(await tags.inputValue()).toBe('だい')
    await button('Cancel').click()
    const search = page.getByRole('combobox', { name: 'Search' })
    await search.fill('日')
    for (const key of ['Enter', 'Escape']) await compose(search, key)
    expect(await search.inputValue()).toBe('日')
  })

  describe('several pasted lines', () => {
    it('become a todo each, after a question', async () => {
      await paste(line(), '- buy milk\n- [ ] call mum friday\n\n3 eggs\n')
      expect(await storedTodos(service)).toEqual([])
      await button('Add 3 todos').click()
      await expectTitles(page, ['call mum', 'buy milk', '3 eggs'])
      await expectStored(service, { title: 'call mum', deadline_on: '2026-11-27' })
      expect(await isFocused()).toBe(true)
    })

    it('are all kept when none can be read', async () => {
      // The parser is not loaded for what is pasted.
      await page.route('**/parse-quick-add*.js', route => route.abort('connectionrefused'))
      await paste(line(), 'buy milk\ncall mum friday\n3 eggs')
      await button('Add 3 todos').click()
      await page.getByText('call mum friday').waitFor()
      await page.getByText('3 eggs').waitFor()
      expect(await line().inputValue()).toBe('buy milk')
      await page.unroute('**/parse-quick-add*.js')
      await page.evaluate(() => sessionStorage.clear())
    })

    it('become one line, or nothing', async () => {
      await paste(line(), 'buy milk\nand eggs')
      await button('Cancel').click()
      expect(await line().inputValue()).toBe('')
      await paste(line(), 'buy milk\nand eggs')
      await button('Paste as one line').click()
      expect(await line().inputValue()).toBe('buy milk and eggs')
    })
  })
})
