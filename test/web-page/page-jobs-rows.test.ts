import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claimJobs } from '../../core/calendar-jobs/claim.ts'
import { failAttempt } from '../../core/calendar-jobs/end-attempt.ts'
import { hasBrowser } from '../harness/browser.ts'
import { fileList } from '../harness/export-dialog.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { useService } from '../harness/test-service.ts'
import { expectAccessibleEverywhere } from '../harness/visual-checks.ts'

/** There is no worker: the test writes the state of a job into its row. */
describe.skipIf(!hasBrowser)('the rows of jobs', () => {
  const service = useService({ broker: 'postgres', withWorker: false })
  let opened: TestPage
  let page: Page

  const row = (name: string) => fileList(page).getByRole('listitem').filter({ hasText: name })

  const createJob = async (name: string) => (await service.createTask({ name })).task_id

  /** Writes as a worker would; the stream shows it within a second. */
  const write = (id: string, change: ReturnType<typeof sql>) =>
    sql`update calendar_job set version = version + 1, ${change} where id = ${id}`.execute(service.db)

  async function claim(id: string, worker = 'worker-a'): Promise<void> {
    await sql`update calendar_job set run_at = now() where id = ${id}`.execute(service.db)
    await claimJobs(service.db, [id], { worker, leaseMs: 600_000 })
  }

  beforeAll(async () => {
    // Otherwise the page would choose it, sooner or later than a job is created.
    await service.ask('PUT /settings', { json: { timeZone: 'Australia/Brisbane' } })
    opened = await openTestPage(service.url, { permissions: ['clipboard-read', 'clipboard-write'] })
    page = opened.page
    return () => opened[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await service.db.deleteFrom('calendar_job').execute()
    await page.goto('/exports')
  })

  it('distinguishes jobs of the same minute by options, results and durations', async () => {
    const listed = await service.createTask({ name: 'Uni', filter: 'list:inbox', completed: 'exclude' })
    await claim(listed.task_id)
    await write(listed.task_id, sql`written = 4, created_at = now() - interval '21 seconds'`)
    await write(
      listed.task_id,
      sql`state = 'SUCCESS', due_at = null, finished_at = created_at + interval '21 seconds'`,
    )
    const summaries = fileList(page).locator('.job-summary')
    await expect
      .poll(() => summaries.allTextContents())
      .toEqual(['4 todos · 21 s · Only list:Inbox · open todos only'])
    await service.createTask({ name: 'Uni', from: '2030-01-02', to: '2030-01-10', shape: 'allday' })
    await expect
      .poll(() => summaries.first().textContent())
      .toBe('All todos · due from 2 Jan 2030 until 9 Jan 2030 · all-day events')
  })

  it('says why a job failed, what to do next, and which ID to report', async () => {
    const message = 'Unexpected error while creating the calendar'
    const retried = await createJob('Retries')
    await claim(retried)
    await failAttempt(service.db, { id: retried, attempt: 1 }, { message, isFinal: false })
    await write(retried, sql`run_at = now() + interval '40 seconds'`)
    const retries = row('Retries').locator('.job-problem')
    await expect
      .poll(() => retries.innerText())
      .toMatch(/^Attempt 2 of 5 in [34]\d s · Something went wrong on the server. Your todos are safe.$/)
    await claim(retried, 'worker-b')
    await row('Retries').getByText('Attempt 2 of 5').waitFor()
    await failAttempt(service.db, { id: retried, attempt: 2 }, { message, isFinal: true })
    await row('Retries').getByText('Retry, or give the operator the job’s ID').waitFor()
    await row('Retries').getByRole('button', { name: 'Copy the job’s ID' }).click()
    await row('Retries').getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(retried)
    const cancelled = await createJob('Is cancelled')
    await claim(cancelled)
    await service.ask(`DELETE /todos/ical/${cancelled}`)
    await row('Is cancelled').locator('.job-toggle').click()
    await row('Is cancelled').getByText('The job was cancelled').waitFor()
    expect(await row('Is cancelled').locator('.problem').count()).toBe(0)
    await expectAccessibleEverywhere(page, 'jobs-failed')
  })
})
