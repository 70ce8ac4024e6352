import { z } from 'zod'

const count = z.int().min(0)

export const calendarJobCountsWire = z.object({
  total: count,
  pending: count,
  started: count,
  retry: count,
  success: count,
  failure: count,
  revoked: count,
})
