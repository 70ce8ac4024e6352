import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Finds nothing that axe has against what the page shows now. `except` are rules, each for a reason that stands there. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  // What fades in has less contrast on its way than axe wants.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(animation => animation.finished)))
  await page.evaluate(source)
  const options: RunOptions = {
    runOnly: tags,
    resultTypes: ['violations'],
    rules: Object.fromEntries(except.map(rule => [rule, { enabled: false }])),
  }
  const { violations } = await page.evaluate(async given => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
    return axe.run(given)
  }, options)
  expect(
    violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    })),
  ).toEqual([])
}
