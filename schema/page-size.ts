import { z } from 'zod'

/** The maximum page size of all lists, at every door. */
export const maxPageSize = 1000
export const defaultPageSize = 100

const problem = `must be a whole number between 1 and ${maxPageSize}`

export const pageSize = z.int(problem).min(1, problem).max(maxPageSize, problem)
