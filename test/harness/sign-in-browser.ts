import { type Answer, ask } from './test-service.ts'

type Site = {
  /** Where the browser finds our page, and the server that answers there. */
  origin: string
  getUrl: () => string
  /** Called with each value of a cookie that the site sets, in its parts. */
  onCookie: (value: string) => void
}

const callbackPath = '/auth/oidc/callback'
let addresses = 0

/** A browser that signs in at a provider, with the cookies of both sites and an address of its own. */
export function createSignInBrowser({ origin, getUrl, onCookie }: Site, session?: { cookie: string }) {
  const page = new URL(origin)
  const address = `10.0.0.${(addresses += 1)}`
  const [name = '', value = ''] = session?.cookie.split('=') ?? []
  const jars = new Map([[page.hostname, new Map(session && [[name, value]])]])

  function keepCookies(host: string, { headers }: Answer) {
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    for (const line of headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
      if (host === page.hostname && value !== '') value.split('.').forEach(onCookie)
    }
  }

  async function send(line: string, to: URL, json?: object, site = 'same-origin'): Promise<Answer> {
    const cookies = Array.from(jars.get(to.hostname) ?? [], ([name, value]) => `${name}=${value}`)
    const answer = await ask(to.origin === origin ? getUrl() : to.origin, line, {
      ...(json && { json }),
      headers: { cookie: cookies.join('; '), 'sec-fetch-site': site, 'x-forwarded-for': address },
    })
    keepCookies(to.hostname, answer)
    return answer
  }

  const get = (path: string) => send(`GET ${path}`, page)
  const post = (path: string, json: object) => send(`POST /auth/${path}`, page, json)

  /** Opens an address and follows redirects up to the page. @returns the page's address, without the origin */
  async function visit(address: string, before?: (to: URL) => void): Promise<string> {
    const to = new URL(address)
    if (to.origin === origin && to.pathname !== callbackPath) return to.href.slice(origin.length)
    before?.(to)
    const answer = await send(`GET ${to.pathname}${to.search}`, to, undefined, 'cross-site')
    const { location } = answer.headers
    if (location === undefined) throw new Error(`No redirect from ${to.origin}: ${answer.text}`)
    return visit(new URL(location, to).href, before)
  }

  /** @returns the address at the provider that the page opens */
  async function start(json: object = {}): Promise<string> {
    const answer = await post('oidc', json)
    return (answer.json as { url: string }).url
  }

  return {
    get,
    post,
    start,
    visit,
    /** Goes to the provider and comes back. @returns the address of the page after that */
    signIn: async (json: object = {}) => visit(await start(json)),
    readName: async () => ((await get('/auth')).json as { account: { name: string } | null }).account?.name,
  }
}
