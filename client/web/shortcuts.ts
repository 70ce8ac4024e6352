import { useEffect, useEffectEvent } from 'react'
import { isComposing } from './is-composing.ts'
import { common } from './messages/common.ts'

const storageKey = 'taskoverflow-shortcuts'

export const areShortcutsOn = (): boolean => localStorage.getItem(storageKey) !== 'off'

/** Single-character shortcuts can be turned off (WCAG 2.2, 2.1.4). */
export const saveShortcutsOn = (on: boolean): void => localStorage.setItem(storageKey, on ? 'on' : 'off')

/** That are open, or being loaded. */
const dialogs = 'dialog[open], .opening-dialog'

/** Calls `action` when `key` is pressed without modifiers, outside of text fields and dialogs. */
export function useShortcut(key: string, action: () => void): void {
  const act = useEffectEvent(action)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== key || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented)
        return
      if (!areShortcutsOn() || isTyping(event.target) || document.querySelector(dialogs)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key])
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** The key of commands, as it is written. */
export const nameCommandKey = (): string => (isMac ? '⌘' : common.ctrl)

/** Calls `action` on Ctrl and the key, or ⌘ and the key on a Mac, in text fields too. */
export function useCommandKey(key: string, action: () => void): void {
  const act = useEffectEvent(action)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isCommand = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
      if (event.key.toLowerCase() !== key || !isCommand || event.altKey || event.shiftKey) return
      if (isComposing(event)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key])
}

/** Calls `undo` on Ctrl+Z, except in text fields, which have their own undo. */
export function useUndoKey(undo: (() => void) | undefined): void {
  const act = useEffectEvent(() => undo?.())
  const canUndo = undo !== undefined
  useEffect(() => {
    if (!canUndo) return undefined
    function onKeyDown(event: KeyboardEvent) {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
      if (!isUndo || event.shiftKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [canUndo])
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
