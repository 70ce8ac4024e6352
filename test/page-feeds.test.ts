import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './harness/axe.ts'
import { hasBrowser, takeScreenshot } from './harness/browser.ts'
import { openTestPage, type TestPage } from './harness/page.ts'
import { ask, startTestService, type TestService } from './harness/test-service.ts'

describe.skipIf(!hasBrowser)('the feeds', () => {
  let service: TestService
  let opened: TestPage
  let page: Page

  beforeAll(async () => {
    service = await startTestService({ broker: 'postgres' })
    opened = await openTestPage(service.url)
    page = opened.page
    page.setDefaultTimeout(5_000)
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  it('says what feeds are while there are none', async () => {
    await page.goto('/feeds')
    await page.getByRole('heading', { name: 'No feeds yet' }).waitFor()
    await takeScreenshot(page, 'feeds-empty')
    await expectAccessible(page)
  })

  it('makes a feed whose address serves the calendar', async () => {
    await service.createTodo({ title: 'Feed the cat', deadline_at: '2030-01-02T03:04:05' })
    await page.getByRole('button', { name: 'New feed' }).click()
    await page.getByLabel('Name').fill('For my phone')
    await takeScreenshot(page, 'feeds-form')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Make the feed' }).click()
    const address = await page.getByRole('textbox', { name: 'Web address' }).inputValue()
    await takeScreenshot(page, 'feeds-address')
    await expectAccessible(page)
    const { text } = await ask(service.url, `GET ${new URL(address).pathname}`, {
      headers: { 'user-agent': 'Google-Calendar-Importer' },
    })
    expect(text).toContain('SUMMARY:Feed the cat')
    await page.getByRole('button', { name: 'Done' }).click()
    await takeScreenshot(page, 'feeds-list')
    await expectAccessible(page)
    expect(opened.errors).toEqual([])
  })
})
