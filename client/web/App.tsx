import { useEffect, useState } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { pagePaths } from '../../schema/page-paths.ts'
import { AskToken } from './AskToken.tsx'
import { ToExports } from './exports/ToExports.tsx'
import { JobStream } from './jobs/JobStream.tsx'
import { Header } from './layout/Header.tsx'
import { LoadedView } from './layout/LoadedView.tsx'
import { NavigationEffects } from './layout/NavigationEffects.tsx'
import { NotFound } from './layout/NotFound.tsx'
import { ServerBanner } from './layout/ServerBanner.tsx'
import { ViewBoundary } from './layout/ViewBoundary.tsx'
import { preloadViews } from './layout/views.ts'
import { ListsNav } from './lists/ListsNav.tsx'
import { t } from './messages/layout.ts'
import { TimeZoneOffer } from './settings/TimeZoneOffer.tsx'
import { onTokenNeeded } from './token.ts'
import { KeptDialog } from './ui/KeptDialog.tsx'
import { Toasts } from './ui/Toasts.tsx'
import { TodosView } from './todos/TodosView.tsx'
import { isTodosPath, urls } from './urls.ts'

export function App() {
  const [needsToken, setNeedsToken] = useState(false)
  useEffect(() => onTokenNeeded(() => setNeedsToken(true)), [])
  useEffect(preloadViews, [])
  const { pathname, key } = useLocation()
  // The server sends the page in place of GraphiQL to browsers without the token.
  if (needsToken || pathname === urls.graphiql) return <AskToken />

  return (
    <Toasts>
      <ServerBanner />
      <ViewBoundary location={key}>
        <JobStream>
          <KeptDialog>
            <a className="skip-link" href="#main">
              {t.skipToContent}
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
                <ViewBoundary location={key}>
                  <Routes>
                    <Route path={urls.todos} element={<TodosView />} />
                    <Route path={urls.list(':id')} element={<TodosView />} />
                    <Route path={urls.trash} element={<LoadedView key="trash" name="trash" />} />
                    <Route path={urls.import} element={<LoadedView key="import" name="import" />} />
                    <Route path={urls.calendar} element={<LoadedView key="calendar" name="calendar" />} />
                    <Route path={urls.exports} element={<LoadedView key="exports" name="exports" />} />
                    {[pagePaths.jobs, pagePaths.feeds].map(path => (
                      <Route key={path} path={path} element={<ToExports />} />
                    ))}
                    <Route path={urls.settings} element={<LoadedView key="settings" name="settings" />} />
                    <Route path="*" element={<NotFound />} />
                  </Routes>
                </ViewBoundary>
              </main>
            </div>
            <NavigationEffects />
          </KeptDialog>
        </JobStream>
      </ViewBoundary>
    </Toasts>
  )
}
