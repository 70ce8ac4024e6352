import { z } from '@hono/zod-openapi'
import { completed, deadlineAt, deadlineOn, description, title, type Todo } from '../../schema/todo.ts'
import { naiveTime, toMidnight, toNaive, toNaiveOrNull } from './naive-time.ts'

export const todoWire = z
  .object({
    id: z.int(),
    title: z.string(),
    description: z.string().nullable(),
    completed: z.boolean(),
    deadline_at: naiveTime
      .nullable()
      .openapi({ description: 'UTC; midnight of `deadline_on` when the deadline is a date' }),
    deadline_on: z
      .string()
      .optional()
      .openapi({ description: 'The deadline, only when it is a date', example: '2030-01-02' }),
    created_at: naiveTime,
    updated_at: naiveTime,
  })
  .openapi('Todo')

export const toTodoWire = (todo: Todo): z.output<typeof todoWire> => ({
  id: todo.id,
  title: todo.title,
  description: todo.description,
  completed: todo.completed,
  deadline_at: todo.deadlineOn === null ? toNaiveOrNull(todo.deadlineAt) : toMidnight(todo.deadlineOn),
  ...(todo.deadlineOn !== null && { deadline_on: todo.deadlineOn }),
  created_at: toNaive(todo.createdAt),
  updated_at: toNaive(todo.updatedAt),
})

const fields = {
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadline_at: deadlineAt.optional(),
  deadline_on: deadlineOn.optional(),
}

type Deadline = { deadline_at?: string | null | undefined; deadline_on?: string | null | undefined }

const toChange = <Fields extends Deadline>({ deadline_at, deadline_on, ...rest }: Fields) => ({
  ...rest,
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
  .refine(isUnambiguous, ambiguity)
  .transform(change => ({ ...toChange(change), keepsDate: true }))
