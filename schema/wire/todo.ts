import { z } from 'zod'
import { priorities } from '../priority.ts'

const instant = z.string()

/** A todo as clients see it; times are RFC 3339 in UTC. A deadline is a time or a date. */
export const todoWire = z.object({
  id: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  completed: z.boolean(),
  completedAt: instant.nullable(),
  deadlineAt: instant.nullable(),
  deadlineOn: z.string().nullable(),
  /** When the todo becomes overdue: its `deadlineAt`, or the end of `deadlineOn` in the owner's time zone. */
  dueAt: instant.nullable(),
  repeat: z.object({ rule: z.string(), from: z.enum(['deadline', 'completion']) }).nullable(),
  /** The completed occurrences of a repeating todo, newest first; the newest 100 are kept. */
  completions: z.array(
    z.object({ completedAt: instant, deadlineAt: instant.nullable(), deadlineOn: z.string().nullable() }),
  ),
  /** The id of its list. */
  listId: z.int(),
  tags: z.array(z.string()),
  priority: z.enum(priorities),
  createdAt: instant,
  updatedAt: instant,
})

export type TodoWire = z.output<typeof todoWire>

const count = z.int().min(0)

/** The numbers of todos that match a filter; overdue ones are open. */
export const todoCountsWire = z.object({ total: count, open: count, done: count, overdue: count })

/** A day of a calendar with the first of its todos. */
export const todoDayWire = z.object({
  day: z.string(),
  total: count,
  open: count,
  todos: z.array(
    todoWire.pick({
      id: true,
      title: true,
      completed: true,
      deadlineAt: true,
      deadlineOn: true,
      dueAt: true,
      listId: true,
      priority: true,
    }),
  ),
})
