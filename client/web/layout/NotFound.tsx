import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import { urls } from '../urls.ts'

export function NotFound() {
  return (
    <EmptyState title="Page not found">
      <Link to={urls.todos}>Back to your todos</Link>
    </EmptyState>
  )
}
