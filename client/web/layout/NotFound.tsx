import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useTitle } from '../use-title.ts'
import { urls } from '../urls.ts'

export function NotFound() {
  useTitle('Page not found')
  return (
    <EmptyState title="Page not found">
      <Link to={urls.todos}>Back to your todos</Link>
    </EmptyState>
  )
}
