import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './App.tsx'
import { queryClient } from './api.ts'
import { listenToOtherTabs } from './broadcast.ts'
import { direction, language } from './language.ts'
import { followTodos } from './live/follow-todos.ts'
import { loadTexts } from './messages/in-language.ts'
import './style.css'
import { applyTheme, readTheme } from './theme.ts'
import { followOtherTabs } from './token.ts'

document.documentElement.lang = language
document.documentElement.dir = direction
applyTheme(readTheme())
listenToOtherTabs(queryClient)
followOtherTabs()
followTodos(queryClient)

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no #root')

function render(container: Element): void {
  createRoot(container).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </StrictMode>,
  )
}

// In English, if the texts cannot be loaded now: they are tried again with the next part of the page. An `await` here would
// split the first script into forty.
void loadTexts()
  .catch(() => {})
  .then(() => render(root))
