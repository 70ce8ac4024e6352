import type { Instant } from '../../schema/instant.ts'

/** The contract's notation: UTC without saying so, `2023-02-27T00:00:00`, microseconds only when there are any. */
export const toNaive = (instant: Instant): string => instant.slice(0, -1)
export const toNaiveOrNull = (instant: Instant | null): string | null => instant && toNaive(instant)
