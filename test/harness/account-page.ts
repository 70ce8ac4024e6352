import type { Page } from 'playwright-core'
import { createAccountLink } from '../../core/accounts/account-links.ts'
import type { Db } from '../../core/database/db.ts'

export const password = 'seven green bottles'

/** Creates an account with a password on the page, by a link: `setup` for the first one. The page then shows its todos. */
export async function joinOnPage(
  page: Page,
  db: Db,
  name: string,
  kind: 'setup' | 'invitation' = 'invitation',
) {
  const token = await createAccountLink(db, kind === 'setup' ? { kind } : { kind, isAdmin: false })
  await page.goto(`/join#${token}`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'No todos yet' }).waitFor()
}

/** Fills the sign-in, wherever it is. */
export async function signInOnPage(page: Page, name: string, secret = password): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
