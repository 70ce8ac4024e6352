import { useMemo } from 'react'
import type { Todo } from '../../create-client.ts'
import { isWaiting, useStoredChanges } from '../outbox/stored-changes.ts'

/** Shows completed repeating todos as completed until the server has their completion: only it finds their next date. */
export function useCompletedLater(todos: Todo[]): Todo[] {
  const changes = useStoredChanges()
  return useMemo(() => {
    const completed = new Map<number, boolean>()
    for (const change of changes)
      if (isWaiting(change) && change.kind === 'update' && change.change.completed !== undefined)
        completed.set(change.todo.id, change.change.completed)
    if (completed.size === 0) return todos
    return todos.map(todo => (todo.repeat && completed.get(todo.id) ? { ...todo, completed: true } : todo))
  }, [changes, todos])
}
