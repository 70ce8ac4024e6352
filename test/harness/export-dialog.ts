import type { Locator, Page } from 'playwright-core'

/** The form that creates files and feeds, and afterwards their result. */
export const exportDialog = (page: Page): Locator => page.getByRole('dialog')

/** Opens the dialog from the view of exports. */
export const exportButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Export…', exact: true })

/** Starts a file of all todos from the view of exports; the dialog then shows its progress. */
export async function createFile(page: Page): Promise<void> {
  await exportButton(page).click()
  await exportDialog(page).getByRole('button', { name: 'Create calendar file' }).click()
}

/** The list of files. */
export const fileList = (page: Page): Locator => page.getByRole('list', { name: 'Files', exact: true })
