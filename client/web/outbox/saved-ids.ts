import { renameSessionState } from '../use-session-state.ts'
import { draftKeyOf } from '../todos/todo-draft.ts'
import { type Change, replaceChanges } from './stored-changes.ts'

/** The ids of todos that were saved while this page was open, by the ids that they had before. */
const savedIds = new Map<number, number>()

/** A view can still know a todo by the id that it had before it was saved. */
const savedIdOf = (id: number): number => savedIds.get(id) ?? id

const firstIds = new Map<number, number>()

/** The id under which this page showed a todo first: its row and form stay as they are when it is saved. */
export const firstIdOf = (id: number): number => firstIds.get(id) ?? id

/** Whether this page has the answer that named this id. */
export const wasSavedHere = (id: number): boolean => firstIds.has(id)

export const toSavedId = <Made extends Change>(change: Made): Made => ({
  ...change,
  todo: { ...change.todo, id: savedIdOf(change.todo.id) },
})

/** Gives the later changes of a new todo, and the unsaved input of its form, its id. */
export function assignId(temporaryId: number, id: number): void {
  savedIds.set(temporaryId, id)
  firstIds.set(id, temporaryId)
  replaceChanges(change => (change.kind === 'create' ? change : toSavedId(change)))
  renameSessionState(draftKeyOf({ id: temporaryId }), draftKeyOf({ id }))
}
