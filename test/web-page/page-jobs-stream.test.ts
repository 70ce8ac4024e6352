import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectAccessible } from '../harness/axe.ts'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { createFile, exportButton, exportDialog, fileList } from '../harness/export-dialog.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { openTestPage, type TestPage, untilPainted } from '../harness/test-page.ts'
import { type SpawnedMain, spawnMain } from '../harness/spawn-main.ts'
import { startTestService, type Task, type TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const newest = (page: Page) => fileList(page).getByRole('listitem').first()
/** Starts a file, and returns to the list. */
async function make(page: Page): Promise<void> {
  await createFile(page)
  await exportDialog(page).getByRole('article', { name: 'Calendar file' }).waitFor()
  await page.keyboard.press('Escape')
  await exportDialog(page).waitFor({ state: 'hidden' })
}
const progressOf = async (page: Page) =>
  Number(await newest(page).getByRole('progressbar').getAttribute('value', { timeout: 1_000 }))
const waitForState = (page: Page, words: string) => newest(page).getByText(words, { exact: true }).waitFor()

type Streams = { open: number; opened: number; most: number }

/** Records each event stream of the page and how it ended: by the server, by the page, or broken. */
const countStreams = (page: Page) =>
  page.addInitScript(() => {
    const streams: Streams = { open: 0, opened: 0, most: 0 }
    const fetch = window.fetch.bind(window)
    async function fetchStream(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      streams.opened += 1
      streams.open += 1
      streams.most = Math.max(streams.most, streams.open)
      let isOpen = true
      const end = () => {
        if (isOpen) streams.open -= 1
        isOpen = false
      }
      init?.signal?.addEventListener('abort', end)
      try {
        const response = await fetch(input, init)
        const [body, watched] = response.body?.tee() ?? []
        watched?.pipeTo(new WritableStream()).then(end, end)
        return new Response(body, response)
      } catch (error) {
        end()
        throw error
      }
    }
    window.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : input.toString()
      return url.includes('/trpc/calendarJobsStatus') ? fetchStream(input, init) : fetch(input, init)
    }
    Object.assign(window, { streams })
  })

const readStreams = (page: Page) => page.evaluate(() => (window as unknown as { streams: Streams }).streams)

describe.skipIf(!hasBrowser)('the live status on the page', () => {
  let service: TestService
  let server: SpawnedMain
  let port: number
  let opened: TestPage
  let page: Page

  async function startServer(): Promise<void> {
    server = spawnMain('server', { PORT: `${port}`, DATABASE_URL: service.env.DATABASE_URL ?? '' })
    await server.ready
  }

  beforeAll(async () => {
    // The worker survives the page's server.
    service = await startTestService({ broker: 'postgres', env: { SIMULATED_WORK_SECONDS: '60' } })
    await service.replaceTodos(
      Array.from({ length: 400 }, (_, n) => ({ title: `Step ${n}`, deadline_at: '2030-01-02T03:04:05Z' })),
    )
    port = await findFreePort()
    await startServer()
    opened = await openTestPage(`http://127.0.0.1:${port}`)
    page = opened.page
    await countStreams(page)
  })

  afterAll(async () => {
    await opened[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  /** The work takes longer than any test: the test decides when a job finishes. */
  async function cancelAll(): Promise<void> {
    const tasks = (await service.ask('GET /todos/ical')).json as Task[]
    await Promise.all(tasks.map(({ task_id: id }) => service.ask(`DELETE /todos/ical/${id}`)))
  }

  beforeEach(async () => {
    await cancelAll()
    await service.db.deleteFrom('calendar_job').execute()
    await page.goto('/exports')
    await exportButton(page).waitFor()
  })

  it('uses one stream for all views, and none while nothing runs', async () => {
    for (const name of ['a', 'b', 'c']) await service.createTask({ name })
    await waitFor('all to be listed', async () => (await page.locator('.job-row').count()) === 3)
    await make(page)
    await waitFor('all to be at work', async () => (await page.locator('.job-row .started').count()) === 4)
    await cancelAll()
    await waitFor('all to be over', async () => (await page.locator('.job-row .revoked').count()) === 4)
    await waitFor('the stream to be closed', async () => (await readStreams(page)).open === 0)
    expect((await readStreams(page)).most).toBe(1)
    await page.reload()
    await waitForState(page, 'Cancelled')
    await untilPainted(page)
    expect(await readStreams(page)).toEqual({ open: 0, opened: 0, most: 0 })
  })

  it('closes the stream while the page is hidden, and reopens it when it is visible', async () => {
    const hide = (isHidden: boolean) =>
      page.evaluate(isHidden => {
        Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, isHidden)
    await make(page)
    await waitFor('progress', async () => (await progressOf(page)) > 0)
    await hide(true)
    await waitFor('the stream to be closed', async () => (await readStreams(page)).open === 0)
    await cancelAll()
    await hide(false)
    await waitForState(page, 'Cancelled')
    expect(await page.locator('.stream-notice').textContent()).toBe('')
  })

  it('shows the same in two tabs', async () => {
    await using other = await openTab(page)
    await make(page)
    await waitFor('progress here', async () => (await progressOf(page)) > 0)
    await waitFor('progress there', async () => (await progressOf(other.page)) > 0)
    await newest(other.page)
      .getByRole('button', { name: /^Cancel/ })
      .click()
    await Promise.all([page, other.page].map(tab => waitForState(tab, 'Cancelled')))
  })

  it('reports an interruption, reconnects with the server, and shows the end', async () => {
    await make(page)
    await waitFor('progress', async () => (await progressOf(page)) > 0)
    await server.kill()
    await page.getByText('Live updates paused – reconnecting…').waitFor()
    await takeScreenshot(page, 'jobs-interrupted')
    await expectAccessible(page, '.stream-notice')
    await startServer()
    await page.getByText('Live updates are back.').waitFor()
    const before = await progressOf(page)
    await waitFor('more progress', async () => (await progressOf(page)) > before)
    await page.getByText('Live updates are back.').waitFor({ state: 'detached' })
    await cancelAll()
    await waitForState(page, 'Cancelled')
  })

  it('continues after an orderly restart of the server', async () => {
    await make(page)
    await waitFor('progress', async () => (await progressOf(page)) > 0)
    const { opened: before } = await readStreams(page)
    await server.stop()
    await startServer()
    await waitFor('another stream', async () => (await readStreams(page)).open === 1)
    await cancelAll()
    await waitForState(page, 'Cancelled')
    expect((await readStreams(page)).opened).toBeGreaterThan(before)
  })

  it('ignores a job that no longer exists', async () => {
    await make(page)
    await waitFor('progress', async () => (await progressOf(page)) > 0)
    await server.kill()
    await service.db.deleteFrom('calendar_job').execute()
    await startServer()
    await newest(page).waitFor({ state: 'detached' })
    await waitFor('the stream to be closed', async () => (await readStreams(page)).open === 0)
  })
})

async function openTab(page: Page): Promise<AsyncDisposable & { page: Page }> {
  const tab = await page.context().newPage()
  await tab.goto('/exports')
  await exportButton(tab).waitFor()
  return { page: tab, [Symbol.asyncDispose]: () => tab.close() }
}

describe.skipIf(!hasBrowser)('with a token', () => {
  it('asks for the token once, follows a job and downloads the file', async () => {
    await using service = await startTestService({
      broker: 'postgres',
      env: { API_TOKEN: 'secret', SIMULATED_WORK_SECONDS: '1' },
    })
    await service.replaceTodos([{ title: 'Hand in', deadline_at: '2030-01-02T03:04:05Z' }])
    await using opened = await openTestPage(service.url)
    const { page } = opened
    await page.goto('/')
    await page.getByLabel('API token').fill('secret')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('link', { name: 'Exports' }).click()
    await make(page)
    await waitForState(page, 'Ready')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      newest(page)
        .getByRole('link', { name: /^Download/ })
        .click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain('SUMMARY:Hand in')
    await page.reload()
    await waitForState(page, 'Ready')
    expect(await page.getByLabel('API token').count()).toBe(0)
  })
})
