import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { claimJobs } from '../../core/calendar-jobs/claim.ts'
import { hasBrowser } from '../harness/browser.ts'
import { createFile, exportDialog } from '../harness/export-dialog.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

describe.skipIf(!hasBrowser)('a job while another view is shown', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const chip = () => page.getByRole('banner').getByRole('link', { name: /^Creating/ })
  const go = (view: string) => page.getByRole('link', { name: view, exact: true }).first().click()

  /** Starts a job on the page, and leaves it. @returns its id */
  async function startAndLeave(): Promise<string> {
    await go('Exports')
    await createFile(page)
    await exportDialog(page).getByRole('article', { name: 'Calendar file' }).waitFor()
    await page.keyboard.press('Escape')
    await go('Calendar')
    await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor({ state: 'attached' })
    const { id } = await service.db
      .selectFrom('calendar_job')
      .select('id')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    return id
  }

  /** Writes as a worker would; the stream shows it within a second. */
  const write = (id: string, change: ReturnType<typeof sql>) =>
    sql`update calendar_job set version = version + 1, ${change} where id = ${id}`.execute(service.db)

  const end = (id: string, state: string) =>
    write(id, sql`state = ${state}, due_at = null, finished_at = now()`)

  beforeAll(async () => {
    await service.replaceTodos(
      Array.from({ length: 200 }, (_, n) => ({ title: `Step ${n}`, deadline_at: '2030-01-02T03:04:05Z' })),
    )
    opened = await openTestPage(service.url)
    page = opened.page
    await page.goto('/')
    return () => opened[Symbol.asyncDispose]()
  })

  it('is shown in the header, also after a reload, and its file is offered when it is ready', async () => {
    const id = await startAndLeave()
    await claimJobs(service.db, [id], { worker: 'worker-a', leaseMs: 600_000 })
    await write(id, sql`done = 84, total = 200`)
    await expect.poll(() => chip().innerText()).toMatch(/42 %$/)
    await expectAccessibleEverywhere(page, 'jobs-elsewhere', 'header')
    await page.reload()
    await expect.poll(() => chip().innerText()).toMatch(/42 %$/)
    expect(new URL((await chip().getAttribute('href')) ?? '', page.url()).search).toBe(`?job=${id}`)
    await write(
      id,
      sql`state = 'RETRY', run_at = now(), due_at = now(), lease_until = null, enqueued_at = null`,
    )
    await using _worker = await service.startWorker()
    const toast = page.locator('.toast').filter({ hasText: 'Your calendar file is ready' })
    await toast.waitFor()
    const download = page.waitForEvent('download')
    await toast.getByRole('button', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe('todos.ics')
    await chip().waitFor({ state: 'detached' })
  })

  it('that fails is reported, with a way to its reason', async () => {
    const id = await startAndLeave()
    await chip().waitFor()
    await end(id, 'FAILURE')
    const toast = page.getByRole('alert').filter({ hasText: 'Your calendar file could not be created' })
    await toast.getByRole('button', { name: 'Show' }).click()
    await page.getByText('Something went wrong on the server.').waitFor()
    expect(new URL(page.url()).searchParams.get('job')).toBe(id)
  })

  it('is not shown when it was created elsewhere', async () => {
    await go('Calendar')
    const { task_id: id } = await service.createTask({ name: 'Of a script' })
    const listed = page.waitForResponse(/trpc\/[^?]*calendarJobs\b/)
    await go('Exports')
    await listed
    await page.getByText('Of a script').waitFor()
    expect(await chip().count()).toBe(0)
    await end(id, 'REVOKED')
    expect(opened.errors).toEqual([])
  })
})
