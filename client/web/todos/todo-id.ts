import type { Todo } from '../../create-client.ts'

/** A todo that the server has not saved yet has a negative id. */
export const isSaved = ({ id }: Pick<Todo, 'id'>): boolean => id > 0

const idsPerMs = 2_048
let lastMs = 0

/** A negative id, greater than those before it. Another tab chooses the same one only by chance, in the same millisecond. */
export function chooseTemporaryId(): number {
  lastMs = Math.max(Date.now(), lastMs + 1)
  return lastMs * idsPerMs + Math.floor(Math.random() * idsPerMs) - Number.MAX_SAFE_INTEGER
}

/** The order of the ids once all todos are saved. */
export const compareIds = (one: Pick<Todo, 'id'>, other: Pick<Todo, 'id'>): number =>
  Number(!isSaved(one)) - Number(!isSaved(other)) || one.id - other.id
