import { z } from 'zod'
import { parseInstant } from '../../schema/instant.ts'
import type { Todo } from '../../schema/todo.ts'

type TodoPosition = Pick<Todo, 'createdAt' | 'id'>

const position = z.tuple([z.string().transform(parseInstant), z.int().min(0)])

/** An opaque place in the list of todos. */
export const toTodoCursor = ({ createdAt, id }: TodoPosition): string =>
  Buffer.from(JSON.stringify([createdAt, id])).toString('base64url')

/** A cursor that this server did not make is an issue of the input. */
export const todoCursor = z.string().transform((value, context): TodoPosition => {
  try {
    const [createdAt, id] = position.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    return { createdAt, id }
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a cursor of this list', input: value })
    return z.NEVER
  }
})
