import { useSyncExternalStore } from 'react'

/** The modal dialogs that are open; what is outside of the last one can neither be pressed nor read aloud. */
let open: readonly HTMLDialogElement[] = []
const listeners = new Set<() => void>()

function set(dialogs: readonly HTMLDialogElement[]): void {
  open = dialogs
  for (const listener of listeners) listener()
}

/** @returns a function for when the dialog is closed */
export function addOpenDialog(dialog: HTMLDialogElement): () => void {
  set([...open, dialog])
  return () => set(open.filter(other => other !== dialog))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTopDialog = (): HTMLDialogElement | undefined =>
  useSyncExternalStore(subscribe, () => open.at(-1))
