import { expect, test } from 'vitest'
import { hasBrowser } from '../harness/browser.ts'
import { openTestPage } from '../harness/page.ts'
import { startTestService } from '../harness/test-service.ts'
import { storedTodos } from '../harness/todos-page.ts'

test.skipIf(!hasBrowser)(
  'moves a repeating todo to its next occurrence when it is completed, and back when that is undone',
  async () => {
    await using service = await startTestService({ broker: 'postgres', withWorker: false })
    const rule = 'FREQ=WEEKLY;COUNT=5'
    await service.createTodo({ title: 'Water the plants', deadline_on: '2040-01-06', repeat: { rule } })
    await using opened = await openTestPage(service.url)
    const { page } = opened
    const stored = async () => {
      const [{ deadline_on, repeat, completed } = {}] = await storedTodos(service)
      return [deadline_on, repeat?.rule, completed].join(' ')
    }
    await page.goto('/')
    await page.getByTitle('Repeats').waitFor()
    await page.getByRole('checkbox', { name: 'Completed: Water the plants' }).click()
    await page.getByText(/^Next: .*2040/).waitFor()
    await expect.poll(stored, { timeout: 5_000 }).toBe('2040-01-13 FREQ=WEEKLY;COUNT=4 false')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stored, { timeout: 5_000 }).toBe('2040-01-06 FREQ=WEEKLY;COUNT=5 false')
  },
)
