import type { z } from 'zod'
import { AppError } from '../../core/app-error.ts'
import { describeProblems } from '../describe-problems.ts'

/** @throws AppError badInput naming each field that is wrong */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('badInput', describeProblems(parsed.error.issues))
}
