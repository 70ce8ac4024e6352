import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, takeScreenshot } from '../harness/browser.ts'
import { openTestPage, type TestPage } from '../harness/test-page.ts'
import { ask, startTestService, useService } from '../harness/test-service.ts'

describe.skipIf(!hasBrowser)('the web page', () => {
  const service = useService({ broker: 'postgres' })
  let opened: TestPage

  beforeAll(async () => {
    opened = await openTestPage(service.url)
    return () => opened[Symbol.asyncDispose]()
  })

  it('shows its views in light and dark', async () => {
    const { page, errors } = opened
    await page.goto('/')
    for (const [view, heading] of [
      ['Calendar', 'Calendar'],
      ['Exports', 'Exports'],
      ['Todos', 'Upcoming'],
    ] as const) {
      await page.getByRole('link', { name: view, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    }
    await takeScreenshot(page, 'light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await takeScreenshot(page, 'dark')
    expect(errors).toEqual([])
  })

  it('compresses its files, and lets browsers cache those with a hash in their name', async () => {
    const page = await ask(service.url, 'GET /', { headers: { 'accept-encoding': 'br' } })
    expect(page.status).toBe(200)
    expect(page.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-cache' })
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec((await ask(service.url, 'GET /')).text) ?? []
    const { headers } = await ask(service.url, `GET ${script}`)
    expect(headers['cache-control']).toContain('immutable')
  })

  it('serves nothing outside of the build', async () => {
    for (const path of [
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/../../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/.sources',
      '/assets//etc/passwd',
      '/index.html/../../package.json',
    ]) {
      const { status, text } = await ask(service.url, `GET ${path}`)
      expect({ path, isRefused: status === 400 || status === 404 }).toEqual({ path, isRefused: true })
      expect(text).not.toContain('taskoverflow')
    }
  })

  it('shows a page for an unknown URL in a browser, and JSON to other clients', async () => {
    const visit = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }
    const page = await opened.openPage()
    for (const [path, status, heading] of [
      ['/nonsense', 404, 'Page not found'],
      ['/exports/', 200, 'Exports'],
      ['/calendar/', 200, 'Calendar'],
      ['/feeds/', 200, 'Exports'],
      ['/trash/', 200, 'Trash'],
      ['/lists/1/', 200, 'Inbox'],
      ['/lists/x', 404, 'List not found'],
      ['/todos/999/', 200, 'Todo not found'],
      ['/todos/x', 404, 'Todo not found'],
    ] as const) {
      expect(await ask(service.url, `HEAD ${path}`, visit)).toMatchObject({ status })
      const { status: told, json } = await ask(service.url, `GET ${path}`, { headers: { accept: '*/*' } })
      expect([path, told, json]).toEqual([path, 404, { error: 'Not found' }])
      await page.goto(path)
      await page.getByRole('heading', { name: heading }).first().waitFor()
    }
    await page.goto('/nonsense')
    await page.getByRole('link', { name: 'Back to your todos' }).click()
    await page.getByRole('heading', { level: 1, name: 'Upcoming' }).waitFor()
    await page.context().close()
    for (const path of ['/api/v1/x', '/api', '/trpc/x', '/graphql/', '/assets/x.js', '/feeds/x', '/livez/']) {
      const { status, text } = await ask(service.url, `GET ${path}`, visit)
      expect([path, status, text.startsWith('{')]).toEqual([path, 404, true])
    }
    expect((await ask(service.url, 'POST /nonsense', visit)).status).toBe(404)
  })

  it('loads at most 150 kB of compressed script for its first view', async () => {
    const { text } = await ask(service.url, 'GET /')
    const scripts = [...text.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path)
    expect(scripts.length).toBeGreaterThan(0)
    const sizes = await Promise.all(
      scripts.map(async path => {
        const { bytes } = await ask(service.url, `GET ${path}`, { headers: { 'accept-encoding': 'br' } })
        return bytes.length
      }),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000)
  })

  it.each([
    ['/', 'Upcoming'],
    ['/calendar', 'Calendar'],
    ['/exports', 'Exports'],
  ])('shows what the view at %s is before any data', async (path, heading) => {
    const page = await opened.openPage()
    await page.route('**/trpc/**', () => {})
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.getByText('Loading…').first().waitFor()
    const paints = () => page.evaluate(() => performance.getEntriesByType('paint').map(({ name }) => name))
    // Reported after the frame that shows the text.
    await expect.poll(paints).toContain('first-contentful-paint')
    await page.context().close()
  })

  it('respects reduced motion', async () => {
    const page = await opened.openPage({ reducedMotion: 'reduce' })
    await page.route('**/trpc/**', () => {})
    await page.goto('/')
    await page.getByText('Loading…').first().waitFor()
    const moving = () =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
    await expect.poll(moving).toBe(0)
    await page.context().close()
  })
})

describe.skipIf(!hasBrowser)('GraphiQL with an API token', () => {
  it('asks for the token, and then reads and changes with its cookie', async () => {
    const env = { API_TOKEN: 'secret' }
    await using service = await startTestService({ broker: 'postgres', withWorker: false, env })
    await using opened = await openTestPage(service.url)
    const { page } = opened
    const enter = async (token: string) => {
      await page.getByLabel('API token').fill(token)
      await page.getByRole('button', { name: 'Continue' }).click()
    }
    await page.goto('/graphql')
    await enter('wrong')
    await page.getByText('was not accepted').waitFor()
    await enter('secret')
    await page.getByRole('button', { name: /Execute query/ }).waitFor()
    const query = encodeURIComponent('mutation { createTodo(input: { title: "by GraphiQL" }) { title } }')
    await page.goto(`/graphql?query=${query}`)
    await page.getByRole('region', { name: 'Operation Editor' }).getByText('createTodo').first().waitFor()
    await page.getByRole('button', { name: /Execute query/ }).click()
    const headers = { authorization: 'Bearer secret' }
    const stored = async () => (await ask(service.url, 'GET /api/v1/todos', { headers })).json
    await expect.poll(stored).toMatchObject([{ title: 'by GraphiQL' }])
  })
})
