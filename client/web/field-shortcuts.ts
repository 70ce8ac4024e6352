import { useEffect, useEffectEvent } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useShortcut } from './shortcuts.ts'
import { urls } from './urls.ts'

/** The keys of quick add and of the search field. */
type FieldKey = 'n' | '/'

/** In a view without the field, its key navigates to the todos and focuses it there. */
export function useTodosShortcut(key: FieldKey): void {
  const navigate = useNavigate()
  useShortcut(key, () => void navigate(urls.todos, { state: { key } }))
}

/** Calls `focus` when the field's key is pressed, here or in a view without the field. */
export function useFieldShortcut(key: FieldKey, focus: () => void): void {
  useShortcut(key, focus)
  const { state, key: location } = useLocation() as { state: { key?: unknown } | null; key: string }
  // The field can be called again by another navigation.
  const calledBy = state?.key === key ? location : undefined
  const act = useEffectEvent(focus)
  useEffect(() => {
    if (calledBy !== undefined) act()
  }, [calledBy])
}
