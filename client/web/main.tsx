import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './App.tsx'
import { queryClient } from './api.ts'
import { listenToOtherTabs } from './broadcast.ts'
import { followTodos } from './live/follow-todos.ts'
import './style.css'
import { applyTheme, readTheme } from './theme.ts'
import { followOtherTabs } from './token.ts'

applyTheme(readTheme())
listenToOtherTabs(queryClient)
followOtherTabs()
followTodos(queryClient)

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
