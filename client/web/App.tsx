import { useEffect } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { pagePaths } from '../../schema/page-paths.ts'
import { useAccess } from './account/access.ts'
import { SignInAgain } from './account/SignInAgain.tsx'
import { AskToken } from './AskToken.tsx'
import { ToExports } from './exports/ToExports.tsx'
import { JobStream } from './jobs/JobStream.tsx'
import { Header } from './layout/Header.tsx'
import { LoadedView } from './layout/LoadedView.tsx'
import { NavigationEffects } from './layout/NavigationEffects.tsx'
import { NotFound } from './layout/NotFound.tsx'
import { ServerBanner } from './layout/ServerBanner.tsx'
import { ViewBoundary } from './layout/ViewBoundary.tsx'
import { preloadAccountViews, preloadViews } from './layout/views.ts'
import { ListsNav } from './lists/ListsNav.tsx'
import { t } from './messages/layout.ts'
import { UndecidedChanges } from './outbox/UndecidedChanges.tsx'
import { TimeZoneOffer } from './settings/TimeZoneOffer.tsx'
import { KeptDialog } from './ui/KeptDialog.tsx'
import { Toasts } from './ui/Toasts.tsx'
import { TodosView } from './todos/TodosView.tsx'
import { isTodosPath, urls } from './urls.ts'

export function App() {
  const { needs, auth, wasOpen } = useAccess()
  const hasAccounts = auth?.accounts === true
  useEffect(preloadViews, [])
  useEffect(() => {
    if (hasAccounts) preloadAccountViews()
  }, [hasAccounts])
  const { pathname, key } = useLocation()
  if (pathname === urls.join) return <SignInOrJoin name="join" />
  if (pathname === urls.signIn || (needs === 'sign-in' && !wasOpen)) return <SignInOrJoin name="signIn" />
  // The server sends the page in place of GraphiQL to browsers without the token.
  if (needs === 'token' || pathname === urls.graphiql) return <AskToken />

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
                <UndecidedChanges />
                <ViewBoundary location={key}>
                  <Routes>
                    <Route path={urls.todos} element={<TodosView />} />
                    <Route path={urls.list(':id')} element={<TodosView />} />
                    <Route path={urls.todo(':id')} element={<LoadedView key="todo" name="todo" />} />
                    <Route path={urls.trash} element={<LoadedView key="trash" name="trash" />} />
                    <Route path={urls.import} element={<LoadedView key="import" name="import" />} />
                    <Route path={urls.calendar} element={<LoadedView key="calendar" name="calendar" />} />
                    <Route path={urls.exports} element={<LoadedView key="exports" name="exports" />} />
                    {[pagePaths.jobs, pagePaths.feeds].map(path => (
                      <Route key={path} path={path} element={<ToExports />} />
                    ))}
                    <Route path={urls.settings} element={<LoadedView key="settings" name="settings" />} />
                    <Route path={urls.account} element={<LoadedView key="account" name="account" />} />
                    <Route path="*" element={<NotFound />} />
                  </Routes>
                </ViewBoundary>
              </main>
            </div>
            <NavigationEffects />
            {needs === 'sign-in' && <SignInAgain />}
          </KeptDialog>
        </JobStream>
      </ViewBoundary>
    </Toasts>
  )
}

/** A view in front of the page. */
const SignInOrJoin = ({ name }: { name: 'signIn' | 'join' }) => (
  <ViewBoundary location={name}>
    <main className="card narrow">
      <LoadedView name={name} />
    </main>
  </ViewBoundary>
)
