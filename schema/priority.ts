import { z } from 'zod'

/** In this order; the position is what the database stores. */
export const priorities = ['none', 'low', 'medium', 'high'] as const
export type Priority = (typeof priorities)[number]

/** Accepts capitals too. */
export const priority = z
  .string('must be a string')
  .toLowerCase()
  .pipe(z.enum(priorities, `must be one of ${priorities.join(', ')}`))

export const toPriorityNumber = (value: Priority): number => priorities.indexOf(value)
export const fromPriorityNumber = (value: number): Priority => priorities[value] ?? 'none'
