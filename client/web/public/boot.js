// Blocks the first paint, so that the page does not flash in the other theme. The rest is in theme.ts.
document.documentElement.dataset.theme = localStorage.getItem('taskoverflow-theme') ?? 'auto'

// A script or a style sheet that is missing would leave the page empty, and the browser might keep what misses it. The page is
// loaded again without what is kept, once. Later, load-chunk.ts does so.
addEventListener(
  'error',
  ({ target }) => {
    const isPart = target instanceof HTMLScriptElement || target.rel === 'stylesheet'
    if (isPart && document.querySelector('#root')?.childElementCount === 0) void loadAgain()
  },
  // Errors of elements do not bubble.
  { capture: true },
)

async function loadAgain() {
  const key = 'taskoverflow-reloaded'
  const isThere = await fetch('/livez', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!isThere || Date.now() - Number(sessionStorage.getItem(key)) < 60_000) {
    document.querySelector('#root').textContent = 'The page could not be loaded. Reload it to try again.'
    return
  }
  sessionStorage.setItem(key, Date.now())
  // Only secure origins have them.
  const kept = (await globalThis.caches?.keys()) ?? []
  await Promise.all(
    kept.filter(name => name.startsWith('taskoverflow-page-')).map(name => caches.delete(name)),
  )
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(workers.map(worker => worker.unregister()))
  location.reload()
}
