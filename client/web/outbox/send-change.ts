import type { TodoChangeInput } from '../../../schema/todo.ts'
import type { Todo } from '../../create-client.ts'
import { client } from '../api.ts'
import { isNotFound } from '../describe-error.ts'
import { toNew } from '../todos/changed-todo.ts'
import { deadlineOf } from '../todos/todo-deadline.ts'
import type { ChangeProblem, StoredChange } from './stored-changes.ts'

/** A connection that has broken without a sign would leave a request without an answer. */
const timeoutMs = 20_000

/** @returns the todo as it is stored then; null when it is deleted */
export async function sendChange(change: StoredChange): Promise<Todo | null> {
  const options = { signal: AbortSignal.timeout(timeoutMs) }
  const { id } = change.todo
  if (change.kind === 'create')
    return client.createTodo.mutate({ input: change.input, idempotencyKey: change.id }, options)
  if (change.kind === 'update') return client.updateTodo.mutate({ id, ...change.change }, options)
  if (change.kind === 'restore') return restore(change, options)
  await client.deleteTodo.mutate({ id }, options)
  return null
}

/** A todo that is no longer in the trash is made again. */
async function restore(
  { id: idempotencyKey, todo, change }: StoredChange & { kind: 'restore' },
  options: { signal: AbortSignal },
): Promise<Todo> {
  try {
    const restored = await client.restoreTodo.mutate({ id: todo.id }, options)
    return change ? await client.updateTodo.mutate({ id: todo.id, ...change }, options) : restored
  } catch (error) {
    if (!change || !isNotFound(error)) throw error
    return client.createTodo.mutate({ input: toNew(todo, change), idempotencyKey }, options)
  }
}

/** Why a change that is sent later than it was made should not be sent without asking. */
export async function findProblem(change: StoredChange): Promise<ChangeProblem | undefined> {
  if (change.kind !== 'update' || change.isForced) return undefined
  try {
    const now = await client.todo.query({ id: change.todo.id }, { signal: AbortSignal.timeout(timeoutMs) })
    return findConflicts(change, now).length > 0 ? { kind: 'conflict', now } : undefined
  } catch (error) {
    if (isNotFound(error)) return { kind: 'deleted' }
    throw error
  }
}

const compared = ['title', 'description', 'deadline', 'repeat', 'listId', 'tags', 'priority'] as const
export type ConflictField = (typeof compared)[number]

/** The fields that were changed here, and otherwise elsewhere. Whether a todo is completed cannot be changed in two ways. */
export function findConflicts(
  { todo, change }: StoredChange & { kind: 'update' },
  now: Todo,
): ConflictField[] {
  const [before, wanted, current] = [fieldsOf(todo), wantedFields(change), fieldsOf(now)]
  return compared.filter(
    field =>
      wanted[field] !== undefined &&
      before[field] !== undefined &&
      current[field] !== before[field] &&
      current[field] !== wanted[field],
  )
}

type Fields = { [Field in ConflictField]?: string | undefined }
type Given = Partial<Omit<Todo, 'id'>>

const toText = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))

function fieldsOf({ title, description, repeat, listId, tags, priority, ...others }: Given): Fields {
  const { deadlineAt = null, deadlineOn = null } = others
  return {
    title,
    description: toText(description),
    deadline: toText([deadlineAt === null ? null : Date.parse(deadlineAt), deadlineOn]),
    repeat: toText(repeat),
    listId: toText(listId),
    tags: toText(tags),
    priority,
  }
}

function wantedFields({ deadlineAt, deadlineOn, list, ...change }: TodoChangeInput): Fields {
  const hasDeadline = deadlineAt !== undefined || deadlineOn !== undefined
  return {
    ...fieldsOf(change as Given),
    listId: list ?? undefined,
    deadline: hasDeadline
      ? fieldsOf(deadlineOf({ deadlineAt: deadlineAt ?? null, deadlineOn: deadlineOn ?? null })).deadline
      : undefined,
  }
}
