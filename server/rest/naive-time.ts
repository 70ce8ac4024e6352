import { z } from '@hono/zod-openapi'
import type { Instant } from '../../schema/instant.ts'
import type { PlainDate } from '../../schema/plain-date.ts'

export const naiveTime = z.string().openapi({ description: 'UTC', example: '2023-02-27T00:00:00' })

/** The contract's notation: UTC without a suffix, and microseconds only when they are not zero. */
export const toNaive = (instant: Instant): string => instant.slice(0, -1)
/** A date as the time that clients without dates expect: its midnight. */
export const toMidnight = (date: PlainDate): string => `${date}T00:00:00`

export const toNaiveOrNull = (instant: Instant | null): string | null => instant && toNaive(instant)
