// Before the modules that read what the browser keeps.
import { followAccount } from './account/page-account.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { startAccess } from './account/access.ts'
import { App } from './App.tsx'
import { queryClient } from './api.ts'
import { listenToOtherTabs } from './broadcast.ts'
import { direction, language } from './language.ts'
import { followTodos } from './live/follow-todos.ts'
import { loadTexts } from './messages/in-language.ts'
import './style.css'
import { keepQueries, restoreQueries } from './offline/kept-queries.ts'
import { registerServiceWorker } from './offline/register-service-worker.ts'
import { startOutbox } from './outbox/outbox.ts'
import { followSettings } from './settings/kept-time-zones.ts'
import { applyTheme, readTheme } from './theme.ts'
import { followOtherTabs } from './token.ts'

document.documentElement.lang = language
document.documentElement.dir = direction
applyTheme(readTheme())
listenToOtherTabs(queryClient)
followOtherTabs()
followAccount()

// Not a top-level await: views that are loaded later share the modules of this script, and would wait for it.
async function start(): Promise<void> {
  await startAccess()
  // What cannot be read is read from the server.
  await restoreQueries(queryClient).catch(() => {})
  followSettings(queryClient)
  startOutbox()
  followTodos(queryClient)
  keepQueries(queryClient)
  const root = document.querySelector('#root')
  if (root === null) throw new Error('The page has no #root')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </StrictMode>,
  )
  registerServiceWorker()
}

// In English, if the texts cannot be loaded now: they are tried again with the next part of the page.
void loadTexts()
  .catch(() => {})
  .then(start)
