import type { Todo } from '../../create-client.ts'

/** A todo that the server has not saved yet has a negative id. */
export const isSaved = ({ id }: Pick<Todo, 'id'>): boolean => id > 0

const randomIds = 2_048
let lastMs = 0

/** Negative, growing, and no other tab's. */
export function chooseTemporaryId(): number {
  lastMs = Math.max(Date.now(), lastMs + 1)
  return lastMs * randomIds + Math.floor(Math.random() * randomIds) - Number.MAX_SAFE_INTEGER
}

/** The order of the ids once all todos are saved. */
export const compareIds = (one: Pick<Todo, 'id'>, other: Pick<Todo, 'id'>): number =>
  Number(!isSaved(one)) - Number(!isSaved(other)) || one.id - other.id
