import { Link } from 'react-router'
import { t } from '../messages/layout.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useTitle } from '../use-title.ts'
import { urls } from '../urls.ts'

export function NotFound() {
  useTitle(t.notFound)
  return (
    <EmptyState title={t.notFound}>
      <Link to={urls.todos}>{t.backToTodos}</Link>
    </EmptyState>
  )
}
