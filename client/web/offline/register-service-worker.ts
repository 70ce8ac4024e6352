import { savesData, whenIdle } from './when-idle.ts'

/** Lets the page open without a network. It takes what the page has loaded already from the browser's cache. */
export function registerServiceWorker(): void {
  // Only secure origins have service workers.
  if (!('serviceWorker' in navigator) || savesData()) return
  // The page works without one.
  whenIdle(() => void navigator.serviceWorker.register('/service-worker.js').catch(() => {}))
}
