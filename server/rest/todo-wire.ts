import { z } from '@hono/zod-openapi'
import { completed, deadlineAt, description, title, type Todo } from '../../schema/todo.ts'
import { naiveTime, toNaive, toNaiveOrNull } from './naive-time.ts'

export const todoWire = z
  .object({
    id: z.int(),
    title: z.string(),
    description: z.string().nullable(),
    completed: z.boolean(),
    deadline_at: naiveTime.nullable(),
    created_at: naiveTime,
    updated_at: naiveTime,
  })
  .openapi('Todo')

export const toTodoWire = (todo: Todo): z.output<typeof todoWire> => ({
  id: todo.id,
  title: todo.title,
  description: todo.description,
  completed: todo.completed,
  deadline_at: toNaiveOrNull(todo.deadlineAt),
  created_at: toNaive(todo.createdAt),
  updated_at: toNaive(todo.updatedAt),
})

const fields = {
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadline_at: deadlineAt.optional(),
}

const toChange = <Fields extends { deadline_at?: string | null | undefined }>({
  deadline_at,
  ...rest
}: Fields) => ({
  ...rest,
  deadlineAt: deadline_at,
})

/** Existing clients recognize the error by this message. */
const todoFields = z.strictObject(fields, {
  error: ({ code }) => (code === 'unrecognized_keys' ? 'extra fields' : undefined),
})

export const newTodoWire = todoFields.transform(toChange)
export const todoChangeWire = todoFields.partial().transform(toChange)
