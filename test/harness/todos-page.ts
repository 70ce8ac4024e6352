import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestService, Todo } from './test-service.ts'

const timeout = 10_000

export const titlesOn = (page: Page): Promise<string[]> => page.locator('.todo-title').allInnerTexts()

/** The titles in the list, from the top. */
export async function expectTitles(page: Page, titles: string[]): Promise<void> {
  await expect.poll(() => titlesOn(page), { timeout }).toEqual(titles)
}

export const storedTodos = async (service: TestService): Promise<Todo[]> =>
  (await service.ask('GET /todos?order=asc')).json as Todo[]

/** Waits for the server: the page shows a change earlier. */
export async function expectStored(service: TestService, todo: Partial<Todo>): Promise<void> {
  await expect.poll(() => storedTodos(service), { timeout }).toContainEqual(expect.objectContaining(todo))
}

export const filterLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name })

/** The number of todos that the page shows beside a filter. */
export async function expectCount(page: Page, filter: string, count: string): Promise<void> {
  await expect
    .poll(() => filterLink(page, filter).locator('.todo-count').innerText(), { timeout })
    .toBe(count)
}
