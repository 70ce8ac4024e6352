import { z } from 'zod'
import { color } from './color.ts'
import type { Instant } from './instant.ts'
import { lineBreak, text } from './text.ts'

/** The maximum number of lists per owner. */
export const maxLists = 500

/** In code points. */
export const maxListName = 100

export const listName = text(maxListName)
  .transform(value => value.trim())
  .refine(value => value !== '' && !lineBreak.test(value), 'must be a single line that is not empty')

const position = z
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(maxLists, `must be at most ${maxLists}`)

/** Without a position, a new list is the last one. */
export const newTodoList = z.strictObject({
  name: listName,
  color: color.nullish(),
  position: position.optional(),
})

/** Omitted fields stay unchanged; a colour of null is removed. */
export const todoListChange = newTodoList.partial()

export type NewTodoList = z.output<typeof newTodoList>
export type TodoListChange = z.output<typeof todoListChange>

/** A list of todos. Each todo is in one; the inbox takes those for which none is chosen. */
export type TodoList = {
  id: number
  name: string
  color: string | null
  /** 0 for the first list. */
  position: number
  isInbox: boolean
  createdAt: Instant
  updatedAt: Instant
}

/** A list as clients name it: its id, or its name. */
export const listReference = z
  .union([z.int(), z.string()], 'must be the id or the name of a list')
  .transform(value => `${value}`.trim())
