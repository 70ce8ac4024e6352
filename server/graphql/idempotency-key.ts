import { z } from 'zod'
import { idempotencyKey } from '../../schema/idempotency-key.ts'
import { parseInput } from './parse-input.ts'

const keyInput = z.object({ idempotencyKey: idempotencyKey.nullish() })

/** @throws AppError badInput */
export const readKey = (key: string | null | undefined): string | undefined =>
  parseInput(keyInput, { idempotencyKey: key }).idempotencyKey ?? undefined
