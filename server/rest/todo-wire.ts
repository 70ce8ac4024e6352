import { z } from '@hono/zod-openapi'
import type { TodoDay } from '../../core/todos/list-days.ts'
import { priority } from '../../schema/parse-priority.ts'
import { priorities } from '../../schema/priority.ts'
import { repeat } from '../../schema/repeat.ts'
import { tags } from '../../schema/tags.ts'
import {
  completed,
  deadlineAt,
  deadlineOn,
  description,
  isOfCompletion,
  occurrence,
  list,
  title,
  type Todo,
  withoutCompletion,
} from '../../schema/todo.ts'
import { naiveTime, toMidnight, toNaive, toNaiveOrNull } from './naive-time.ts'

const deadline = {
  deadline_at: naiveTime
    .nullable()
    .openapi({ description: 'UTC; midnight of `deadline_on` when the deadline is a date' }),
  deadline_on: z
    .string()
    .optional()
    .openapi({ description: 'The deadline, only when it is a date', example: '2030-01-02' }),
}

const toDeadlineWire = ({ deadlineAt: at, deadlineOn: on }: Pick<Todo, 'deadlineAt' | 'deadlineOn'>) => ({
  deadline_at: on === null ? toNaiveOrNull(at) : toMidnight(on),
  ...(on !== null && { deadline_on: on }),
})

export const todoWire = z
  .object({
    id: z.int(),
    title: z.string(),
    description: z.string().nullable(),
    completed: z.boolean(),
    ...deadline,
    repeat: z
      .object({ rule: z.string(), from: z.enum(['deadline', 'completion']) })
      .optional()
      .openapi({
        description: 'Only when the todo repeats: an RRULE value of RFC 5545, and what it counts from',
      }),
    completions: z
      .array(z.object({ completed_at: naiveTime, ...deadline }))
      .optional()
      .openapi({
        description: 'The completed occurrences of a repeating todo, newest first, if there are any',
      }),
    list_id: z.int().optional().openapi({ description: 'The list, only when it is not the inbox' }),
    tags: z.array(z.string()).optional().openapi({ description: 'The tags, if there are any' }),
    priority: z
      .enum(priorities)
      .optional()
      .openapi({ description: 'The priority, only when it is not none' }),
    created_at: naiveTime,
    updated_at: naiveTime,
  })
  .openapi('Todo')

/** @param inboxId todos in the inbox are sent without a list, as clients without lists expect */
export const toTodoWire = (todo: Todo, inboxId: number): z.output<typeof todoWire> => ({
  id: todo.id,
  title: todo.title,
  description: todo.description,
  completed: todo.completed,
  ...toDeadlineWire(todo),
  ...(todo.repeat && { repeat: todo.repeat }),
  ...(todo.completions.length > 0 && {
    completions: todo.completions.map(completion => ({
      completed_at: toNaive(completion.completedAt),
      ...toDeadlineWire(completion),
    })),
  }),
  ...(todo.listId !== inboxId && { list_id: todo.listId }),
  ...(todo.tags.length > 0 && { tags: todo.tags }),
  ...(todo.priority !== 'none' && { priority: todo.priority }),
  created_at: toNaive(todo.createdAt),
  updated_at: toNaive(todo.updatedAt),
})

/** Of a todo, what a calendar shows. */
export const todoDayWire = z
  .object({
    day: z.string().openapi({ example: '2030-01-02' }),
    total: z.int().openapi({ description: 'The number of todos that are due' }),
    open: z.int().openapi({ description: 'How many of them are open' }),
    todos: z.array(
      todoWire
        .pick({ id: true, title: true, completed: true, list_id: true, priority: true })
        .extend(deadline)
        .openapi('DueTodo'),
    ),
  })
  .openapi('TodoDay')

export const toTodoDayWire = ({ todos, ...day }: TodoDay, inboxId: number): z.output<typeof todoDayWire> => ({
  ...day,
  todos: todos.map(todo => ({
    id: todo.id,
    title: todo.title,
    completed: todo.completed,
    ...toDeadlineWire(todo),
    ...(todo.listId !== inboxId && { list_id: todo.listId }),
    ...(todo.priority !== 'none' && { priority: todo.priority }),
  })),
})

export const trashedTodoWire = todoWire.extend({ deleted_at: naiveTime }).openapi('TrashedTodo')

const fields = {
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadline_at: deadlineAt.optional(),
  deadline_on: deadlineOn.optional(),
  repeat: repeat.optional(),
  list: list.optional(),
  list_id: list.optional(),
  tags: tags.optional(),
  priority: priority.optional(),
}

type Listed = { list?: string | null | undefined; list_id?: string | null | undefined }
type Deadline = { deadline_at?: string | null | undefined; deadline_on?: string | null | undefined }

const toChange = <Fields extends Deadline & Listed>({
  deadline_at,
  deadline_on,
  list_id,
  ...rest
}: Fields) => ({
  ...rest,
  list: rest.list === undefined ? list_id : rest.list,
  // Clients that send back what they read send both.
  deadlineAt: deadline_on && isMidnightOf(deadline_on, deadline_at) ? undefined : deadline_at,
  deadlineOn: deadline_on,
})

const isMidnightOf = (date: string, time: string | null | undefined) => time === `${toMidnight(date)}Z`

const isUnambiguous = ({ deadline_at, deadline_on }: Deadline) =>
  !deadline_at || !deadline_on || deadline_at === deadline_on || isMidnightOf(deadline_on, deadline_at)

const ambiguity = { path: ['deadline_on'], message: 'cannot be combined with deadline_at' }

/** Existing clients recognize the error by this message. */
const todoFields = z.strictObject(fields, {
  error: ({ code }) => (code === 'unrecognized_keys' ? 'extra fields' : undefined),
})

export const newTodoWire = todoFields.refine(isUnambiguous, ambiguity).transform(toChange)
export const todoChangeWire = todoFields
  .partial()
  .extend({ occurrence: occurrence.optional() })
  .refine(isUnambiguous, ambiguity)
  .refine(isOfCompletion, withoutCompletion)
  .transform(change => ({ ...toChange(change), keepsDate: true }))
