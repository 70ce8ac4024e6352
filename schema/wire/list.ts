import { z } from 'zod'

const instant = z.string()

/** A list of todos as clients see it. */
export const listWire = z.object({
  id: z.int(),
  name: z.string(),
  color: z.string().nullable(),
  /** 0 for the first list. */
  position: z.int(),
  /** The inbox takes the todos for which no list is chosen. It cannot be deleted. */
  isInbox: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
})
