import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { isInstalled } from './installed.ts'

// The headless shell starts in a fraction of the time.
const candidates = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = candidates.find(path => existsSync(path))

/** Tests of the page run only where there is Chromium: `describe.skipIf(!hasBrowser)`. */
export const hasBrowser = isInstalled(
  executablePath !== undefined,
  'Chromium',
  'every test of the web page is',
)

let browser: Promise<Browser> | undefined

/** The browser of this process, shared by its test files, because a start takes a second. It ends with the process. */
export async function findBrowser(): Promise<Browser> {
  if (!(await browser)?.isConnected())
    browser = chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-quic',
        '--disable-component-update',
        // Compiling for speed what a test runs a few times takes an eighth of the browser's time.
        '--js-flags=--no-maglev --no-turbofan',
      ],
    })
  return browser as Promise<Browser>
}

const screenshots = join(import.meta.dirname, '../../.screenshots')

/** With `SCREENSHOTS=1`, for visual inspection, in a folder that git ignores. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return
  await mkdir(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`) })
}
