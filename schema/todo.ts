import { z } from 'zod'
import { type Instant, parseInstant } from './instant.ts'
import { text } from './text.ts'

const titleMaxCodePoints = 255
const descriptionMaxCodePoints = 10_000

export const title = text(titleMaxCodePoints).refine(value => value.trim() !== '', 'must not be empty')
export const description = text(descriptionMaxCodePoints).nullable()
export const completed = z.boolean('must be true or false')

/** Accepted deadline notations, the contract's: see `parseInstant`. */
export const deadlineAt = z.string('must be a string or null').transform(parseInstant).nullable()

/** A todo as the GraphQL and tRPC doors take it. */
export const newTodo = z.strictObject({
  title,
  description: description.optional(),
  completed: completed.optional(),
  deadlineAt: deadlineAt.optional(),
})
export const todoChange = newTodo.partial()

/** What a todo is made of; `undefined` means its default. */
export type NewTodo = {
  title: string
  description?: string | null | undefined
  completed?: boolean | undefined
  deadlineAt?: Instant | null | undefined
}

/** What an edit changes; `undefined` leaves a field as it is, null clears it. */
export type TodoChange = { [Field in keyof NewTodo]?: NewTodo[Field] | undefined }

/** A todo as the core knows it. */
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
