import { useEffect, useEffectEvent } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useShortcut } from './shortcuts.ts'
import { urls } from './urls.ts'

/** Of the line for a new todo, and of the search. */
type FieldKey = 'n' | '/'

/** In a view that has no such field, its key goes to the one among the todos. */
export function useKeyToTodos(key: FieldKey): void {
  const navigate = useNavigate()
  useShortcut(key, () => void navigate(urls.todos, { state: { key } }))
}

/** Calls `focus` on the field's key, pressed here or in a view that has no such field. */
export function useFieldKey(key: FieldKey, focus: () => void): void {
  useShortcut(key, focus)
  const { state } = useLocation() as { state: { key?: unknown } | null }
  const isCalled = state?.key === key
  const act = useEffectEvent(focus)
  useEffect(() => {
    if (isCalled) act()
  }, [isCalled])
}
