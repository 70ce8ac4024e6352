import { isPagePath } from '../../../schema/page-paths.ts'

declare const self: ServiceWorkerGlobalScope
/** What the build puts in: the paths of all files of the page, and a digest of them. */
declare const pageBuild: { digest: string; files: string[] }

/**
 * Opens the page without a network. It keeps the files of a build of the page and nothing else: answers of the APIs never pass
 * through it. The page itself comes from the server whenever that answers, so a new build is shown at the next load, and
 * brings its own service worker.
 */

const prefix = 'taskoverflow-page-'
const cacheName = prefix + pageBuild.digest
/** On a network that is that slow, or has broken without a sign, the page is shown from the cache. */
const patienceMs = 4_000

self.addEventListener('install', event => event.waitUntil(install()))
self.addEventListener('activate', event => event.waitUntil(activate()))
self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (isPagePath(pathname.replace(/(?<=.)\/+$/, ''))) event.respondWith(fetchFirst(request, findShell))
  } else if (isHashed(pathname)) event.respondWith(findFirst(request))
  else if (pageBuild.files.includes(pathname))
    event.respondWith(fetchFirst(request, () => caches.match(request, { cacheName })))
})

/** These names have a hash of the content. */
const isHashed = (path: string) => path.startsWith('/assets/')

const findShell = () => caches.match('/', { cacheName })

async function install(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(
    pageBuild.files.map(path => new Request(path, { cache: isHashed(path) ? 'default' : 'reload' })),
  )
  await self.skipWaiting()
}

/** Pages that are open may still load parts of the build before. */
async function activate(): Promise<void> {
  const others = (await caches.keys()).filter(name => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(others.slice(0, -1).map(name => caches.delete(name)))
  await self.clients.claim()
}

async function fetchFirst(request: Request, find: () => Promise<Response | undefined>): Promise<Response> {
  const answered = fetch(request)
  try {
    const answer = await Promise.race([answered, after(patienceMs)])
    // A 5xx can be from a proxy while the server restarts.
    if (answer && answer.status < 500) return answer
    return (await find()) ?? (await answered)
  } catch {
    return (await find()) ?? Response.error()
  }
}

const after = async (ms: number): Promise<undefined> => {
  await new Promise(resolve => setTimeout(resolve, ms))
}

/** For files that do not change, of this build and the one before. */
const findFirst = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? (await fetch(request))
