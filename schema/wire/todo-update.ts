import { z } from 'zod'
import { listWire } from './list.ts'
import { todoWire } from './todo.ts'

export const deletedTodoWire = z.object({ id: z.int(), uid: z.string() })

/** An update of the todos as clients see it. */
export const todoUpdateWire = z.object({
  /** The `after` of the next update. */
  revision: z.int(),
  changed: z.array(todoWire),
  deleted: z.array(deletedTodoWire),
  /** All lists when one of them has changed, otherwise null. */
  lists: z.array(listWire).nullable(),
  /** Read the todos and the lists again, and go on after `revision`. */
  reset: z.boolean(),
})

export type TodoUpdateWire = z.output<typeof todoUpdateWire>
