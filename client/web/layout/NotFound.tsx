import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import { urls } from '../urls.ts'

export function NotFound() {
  return (
    <EmptyState title="There is nothing here">
      <Link to={urls.todos}>Back to the todos</Link>
    </EmptyState>
  )
}
