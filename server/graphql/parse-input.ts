import type { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { describeProblems } from '../http/describe-problems.ts'

/** @throws AppError badInput, which names each invalid field */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('badInput', describeProblems(parsed.error.issues))
}

/** For arguments where null means the same as absent. Clients can send options as they read them, with nulls. */
export const withoutNulls = (args: object): object =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))
