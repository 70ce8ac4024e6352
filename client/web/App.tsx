import { lazy, Suspense, useEffect, useState } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { AskToken } from './AskToken.tsx'
import { JobStream } from './jobs/JobStream.tsx'
import { Header } from './layout/Header.tsx'
import { NotFound } from './layout/NotFound.tsx'
import { ViewBoundary } from './layout/ViewBoundary.tsx'
import { ListsNav } from './lists/ListsNav.tsx'
import { TimeZoneOffer } from './settings/TimeZoneOffer.tsx'
import { onTokenNeeded } from './token.ts'
import { Toasts } from './ui/Toasts.tsx'
import { TodosView } from './todos/TodosView.tsx'
import { Loading } from './ui/Loading.tsx'
import { isTodosPath, urls } from './urls.ts'

const CalendarView = lazy(async () => ({
  default: (await import('./calendar/CalendarView.tsx')).CalendarView,
}))
const JobsView = lazy(async () => ({ default: (await import('./jobs/JobsView.tsx')).JobsView }))
const FeedsView = lazy(async () => ({ default: (await import('./feeds/FeedsView.tsx')).FeedsView }))
const TrashView = lazy(async () => ({ default: (await import('./trash/TrashView.tsx')).TrashView }))
const ImportView = lazy(async () => ({
  default: (await import('./import/ImportView.tsx')).ImportView,
}))
const SettingsView = lazy(async () => ({
  default: (await import('./settings/SettingsView.tsx')).SettingsView,
}))

export function App() {
  const [needsToken, setNeedsToken] = useState(false)
  useEffect(() => onTokenNeeded(() => setNeedsToken(true)), [])
  const { pathname } = useLocation()
  // The server sends the page in place of GraphiQL to browsers without the token.
  if (needsToken || pathname === urls.graphiql) return <AskToken />

  return (
    <Toasts>
      <JobStream>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <Header />
        <TimeZoneOffer />
        <div className="frame">
          {isTodosPath(pathname) && (
            <div className="lists-sidebar">
              <ListsNav />
            </div>
          )}
          <main id="main" tabIndex={-1}>
            <ViewBoundary>
              <Suspense fallback={<Loading />}>
                <Routes>
                  <Route path={urls.todos} element={<TodosView />} />
                  <Route path={urls.list(':id')} element={<TodosView />} />
                  <Route path={urls.trash} element={<TrashView />} />
                  <Route path={urls.import} element={<ImportView />} />
                  <Route path={urls.calendar} element={<CalendarView />} />
                  <Route path={urls.jobs} element={<JobsView />} />
                  <Route path={urls.feeds} element={<FeedsView />} />
                  <Route path={urls.settings} element={<SettingsView />} />
                  <Route path="*" element={<NotFound />} />
                </Routes>
              </Suspense>
            </ViewBoundary>
          </main>
        </div>
      </JobStream>
    </Toasts>
  )
}
