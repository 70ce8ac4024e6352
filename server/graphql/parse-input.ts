import type { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { describeProblems } from '../http/describe-problems.ts'

/** @throws AppError badInput naming each field that is wrong */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('badInput', describeProblems(parsed.error.issues))
}

/** An argument that is null is left out. */
export const withoutNulls = (args: object): object =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))
