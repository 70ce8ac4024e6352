import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claimJobs } from '../../core/calendar-jobs/claim.ts'
import { failAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import type { CalendarJobState } from '../../schema/calendar-job.ts'
import { hasBrowser } from '../harness/browser.ts'
import { createFile, exportDialog, fileList } from '../harness/export-dialog.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'
import { expectFocus, openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

/** There is no worker: the test writes the state of a job into its row. */
describe.skipIf(!hasBrowser)('the jobs', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const list = () => fileList(page)
  const row = (name: string) => list().getByRole('listitem').filter({ hasText: name })
  const toggle = (name: string) => row(name).locator('.job-toggle')
  const states = () => page.getByRole('navigation', { name: 'Files by state' })

  const readStates = () => states().getByRole('link').allTextContents()

  const createJob = async (name: string) => (await service.createTask({ name })).task_id

  /** Writes as a worker would; the stream shows it within a second. */
  const write = (id: string, change: ReturnType<typeof sql>) =>
    sql`update calendar_job set version = version + 1, ${change} where id = ${id}`.execute(service.db)

  async function claim(id: string, worker = 'worker-a'): Promise<void> {
    await sql`update calendar_job set run_at = now() where id = ${id}`.execute(service.db)
    await claimJobs(service.db, [id], { worker, leaseMs: 600_000 })
  }

  const end = (id: string, state: CalendarJobState) =>
    write(id, sql`state = ${state}, due_at = null, finished_at = now()`)

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await service.db.deleteFrom('calendar_job').execute()
  })

  it('shows that there are none', async () => {
    await page.goto('/exports')
    await page.getByText('No files yet').waitFor()
    await expectAccessibleEverywhere(page, 'jobs-none')
    await page.goto('/exports?state=FAILURE')
    await page.getByRole('heading', { name: 'No failed files' }).waitFor()
    expect(opened.errors).toEqual([])
  })

  it('is found at its earlier addresses', async () => {
    const id = await createJob('Waits')
    await page.goto(`/jobs?state=PENDING&job=${id}`)
    await row('Waits').getByText(id).waitFor()
    expect(page.url()).toMatch(new RegExp(`/exports\\?state=PENDING&job=${id}$`))
    await page.goto('/feeds')
    await page.getByRole('heading', { name: 'Exports' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/exports')
  })

  it('shows each state, in words and numbers', async () => {
    await createJob('Waits')
    const started = await createJob('Runs')
    await claim(started)
    await write(started, sql`done = 4200, total = 10000`)
    const retried = await createJob('Retries')
    await claim(retried)
    await failAttempt(
      service.db,
      { id: retried, attempt: 1 },
      { message: 'The disk is full', isFinal: false },
    )
    const ready = await createJob('Is ready')
    await claim(ready)
    await write(ready, sql`done = 50, total = 50, written = 45, skipped = ${skipped(3, 2, 0)}`)
    await end(ready, 'SUCCESS')
    const failed = await createJob('Fails')
    await claim(failed)
    await failAttempt(service.db, { id: failed, attempt: 1 }, { message: 'The disk is gone', isFinal: true })
    await end(await createJob('Is cancelled'), 'REVOKED')
    await page.goto('/exports')
    await row('Waits').getByText('Queued').waitFor()
    await row('Runs').getByText('4,200 of 10,000 todos').waitFor()
    await row('Retries').getByText('Retrying soon').waitFor()
    await row('Is ready').getByText('45 todos').waitFor()
    await row('Fails').getByText('The disk is gone').waitFor()
    await row('Is cancelled').getByText('Cancelled', { exact: true }).waitFor()
    const counts = ['All 6', 'Queued 1', 'Running 1', 'Retrying 1', 'Ready 1', 'Failed 1', 'Cancelled 1']
    await expect.poll(readStates).toEqual(counts)
    await toggle('Is ready').click()
    await row('Is ready').getByText('Not included: 3 without a deadline, 2 outside the date range').waitFor()
    await row('Is ready').getByText('File expired').waitFor()
    await expectAccessibleEverywhere(page, 'jobs-list')
    await row('Is ready').getByRole('button', { name: 'Create again' }).click()
    await expect.poll(() => row('Is ready').count()).toBe(2)
    await row('Is ready').first().getByText('Queued').waitFor()
  })

  it('filters by the URL, and restores the filter on going back', async () => {
    await createJob('Waits')
    await end(await createJob('Fails'), 'FAILURE')
    await page.goto('/exports')
    await row('Waits').waitFor()
    await states().getByRole('link', { name: 'Failed 1' }).click()
    await row('Fails').waitFor()
    await row('Waits').waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?state=FAILURE')
    expect(await states().locator('[aria-current]').textContent()).toBe('Failed 1')
    await page.goBack()
    await row('Waits').waitFor()
    await page.goto('/exports?state=PENDING')
    await row('Waits').waitFor()
    expect(await list().getByRole('listitem').count()).toBe(1)
  })

  it('shows the attempts and options of a job', async () => {
    const id = await createJob('Uni')
    await claim(id, 'worker-a')
    await failAttempt(service.db, { id, attempt: 1 }, { message: 'The disk is full', isFinal: false })
    await page.goto('/exports')
    await toggle('Uni').click()
    const attempts = () => row('Uni').locator('.attempts li')
    await waitFor('the first attempt', async () => (await attempts().count()) === 1)
    expect(await attempts().first().innerText()).toMatch(/ · [\d.]+ s · worker-a\s+The disk is full/)
    await row('Uni').getByText('30-minute events starting at the deadline').waitFor()
    await claim(id, 'worker-b')
    await waitFor('the second attempt', async () => (await attempts().count()) === 2)
    expect(await attempts().last().innerText()).toContain('in progress · worker-b')
    await expectAccessibleEverywhere(page, 'jobs-attempts', '.job-details')
    expect(new URL(page.url()).searchParams.get('job')).toBe(id)
    await page.reload()
    await attempts().first().waitFor()
  })

  it('cancels and retries by keyboard without losing the focus', async () => {
    const id = await createJob('Uni')
    await claim(id)
    await page.goto('/exports')
    await row('Uni')
      .getByRole('button', { name: /^Cancel/ })
      .press('Enter')
    await row('Uni').getByText('Cancelled', { exact: true }).waitFor()
    await expectFocus(row('Uni'))
    await row('Uni')
      .getByRole('button', { name: /^Retry/ })
      .press('Enter')
    await row('Uni').filter({ hasText: 'Queued' }).getByText('Retry of').waitFor()
    expect(await list().getByRole('listitem').count()).toBe(2)
    await page.getByRole('link', { name: 'an earlier file' }).click()
    await waitFor('the original', () => new URL(page.url()).searchParams.get('job') === id)
    await row('Uni').filter({ hasText: 'Cancelled' }).getByText(id).waitFor()
  })

  it('cancels a new job in the dialog, and then shows the retry', async () => {
    await page.goto('/exports')
    await createFile(page)
    const card = exportDialog(page).getByRole('article', { name: 'Calendar file' })
    await card.getByRole('button', { name: 'Cancel this calendar' }).press('Enter')
    await card.getByText('Cancelled', { exact: true }).waitFor()
    await expectFocus(card)
    await card.getByRole('button', { name: 'Retry: this calendar' }).press('Enter')
    await card.getByText('Queued', { exact: true }).waitFor()
    await expect.poll(() => page.locator('.job-row').count()).toBe(2)
  })

  it('shows the result of a job that finished before it could be cancelled', async () => {
    const id = await createJob('Uni')
    await page.goto('/exports')
    await page.route('**/trpc/cancelCalendarJob*', async route => {
      await end(id, 'SUCCESS')
      return route.continue()
    })
    await row('Uni')
      .getByRole('button', { name: /^Cancel/ })
      .click()
    await row('Uni').getByText('Ready', { exact: true }).waitFor()
    await page.unrouteAll()
    expect(
      await row('Uni')
        .getByRole('button', { name: /^Cancel/ })
        .count(),
    ).toBe(0)
  })

  it('shows the job of the URL when it is not in the list', async () => {
    const id = await createJob('Uni')
    await page.goto(`/exports?state=FAILURE&job=${id}`)
    const linked = page.getByRole('list', { name: 'The file of this address' })
    await linked.getByText(id).waitFor()
    expect(await list().count()).toBe(0)
    await page.goto('/exports?job=01a2072b-f003-77dd-8cc8-4eb7c38beb8d')
    await page.getByText('File not found. It may have been deleted, or the link is incomplete.').waitFor()
  })

  it('shows jobs created elsewhere', async () => {
    await createJob('First')
    await page.goto('/exports')
    await row('First').waitFor()
    const id = await createJob('Second')
    await row('Second').getByText('Queued').waitFor()
    await claim(id)
    await row('Second').getByText('Creating calendar…').waitFor()
    await waitFor('the counts', async () => (await readStates()).includes('Running 1'))
  })

  it('follows the newest fifty jobs by the stream', async () => {
    // The page of the test before would follow some of the new jobs.
    await page.goto('/livez')
    const ids: string[] = []
    for (let n = 0; n < 60; n += 1) ids.push(await createJob(`Job ${n}.`))
    const [request] = await Promise.all([
      page.waitForRequest(/trpc\/calendarJobsStatus/),
      page.goto('/exports'),
    ])
    const input = JSON.parse(new URL(request.url()).searchParams.get('input') ?? '{}') as { ids: string[] }
    expect(input.ids).toEqual(ids.slice(10).toReversed())
  })

  it('ignores an older answer that arrives late', async () => {
    const id = await createJob('Uni')
    await claim(id)
    await page.goto('/exports')
    await row('Uni').getByText('Creating calendar…').waitFor()
    const held = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    await page.route(/trpc\/[^?]*calendarJobs\b/, async route => {
      const response = await route.fetch()
      held.resolve()
      await released.promise
      await route.fulfill({ response })
    })
    // The page reads the jobs again when it comes back to the front, or every ten seconds.
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await held.promise
    await end(id, 'FAILURE')
    await row('Uni').getByText('Failed', { exact: true }).waitFor()
    const answered = page.waitForResponse(/trpc\/[^?]*calendarJobs\b/)
    released.resolve()
    await (await answered).finished()
    await waitFor('the counts', async () => (await readStates()).includes('Failed 1'))
    expect(await row('Uni').locator('.state-badge').innerText()).toBe('Failed')
    await page.unrouteAll()
  })

  it('loads more pages on scrolling', async () => {
    for (let n = 0; n < 120; n += 1) await end(await createJob(`Job ${n}.`), 'SUCCESS')
    await page.goto('/exports')
    await row('Job 119.').waitFor()
    expect(await list().getByRole('listitem').count()).toBe(50)
    await waitFor('all of them', async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      return (await list().getByRole('listitem').count()) === 120
    })
    await createJob('New.')
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
    await row('New.').waitFor()
    const names = await list().locator('.job-title').allTextContents()
    expect(names).toEqual(['New.', ...Array.from({ length: 120 }, (_, n) => `Job ${119 - n}.`)])
  })

  it('reports that the jobs cannot be loaded, and retries', async () => {
    await createJob('Uni')
    const error = { message: 'Unexpected error', code: -32_603, data: { code: 'INTERNAL_SERVER_ERROR' } }
    await page.route(/trpc\/[^?]*calendarJobs\b/, route => route.fulfill({ status: 500, json: { error } }))
    await page.goto('/exports')
    const problem = page.getByRole('alert').filter({ hasText: 'Couldn’t load the files' })
    await problem.waitFor()
    await page.unrouteAll()
    await problem.getByRole('button', { name: 'Try again' }).click()
    await row('Uni').waitFor()
    expect(await problem.count()).toBe(0)
  })
})

const skipped = (noDeadline: number, outOfRange: number, filtered: number) =>
  JSON.stringify({ noDeadline, outOfRange, filtered })
