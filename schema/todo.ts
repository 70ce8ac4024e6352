import { z } from 'zod'
import { type Instant, parseInstant } from './instant.ts'
import { text } from './text.ts'

const titleMaxCodePoints = 255
const descriptionMaxCodePoints = 10_000

export const title = text(titleMaxCodePoints).refine(value => value.trim() !== '', 'must not be empty')
export const description = text(descriptionMaxCodePoints).nullable()
export const completed = z.boolean('must be true or false')

/** Accepts the notations of the REST contract: see `parseInstant`. */
export const deadlineAt = z.string('must be a string or null').transform(parseInstant).nullable()

/** The input of the GraphQL and tRPC doors. */
export const newTodo = z.strictObject({
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadlineAt: deadlineAt.optional(),
})
export const todoChange = newTodo.partial()

/** `undefined` means the default. */
export type NewTodo = {
  title: string
  description?: string | null | undefined
  completed?: boolean | undefined
  deadlineAt?: Instant | null | undefined
}

/** `undefined` leaves a field unchanged, null clears it. */
export type TodoChange = { [Field in keyof NewTodo]?: NewTodo[Field] | undefined }

export type Todo = {
  id: number
  uid: string
  title: string
  description: string | null
  completed: boolean
  completedAt: Instant | null
  deadlineAt: Instant | null
  revision: number
  createdAt: Instant
  updatedAt: Instant
}
