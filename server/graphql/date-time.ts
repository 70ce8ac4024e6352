import { createGraphQLError } from 'graphql-yoga'
import { builder } from './builder.ts'

builder.scalarType('DateTime', {
  description:
    'A point in time, given out as RFC 3339 in UTC (`2030-01-02T03:04:05Z`, with six fraction digits when there are any). ' +
    'Taken as a date or a date and time, with a `T` or a space between them and seconds optional; without `Z` or an ' +
    'offset it means UTC. Years 1900 to 4500.',
  serialize: instant => instant,
  // The fields' own schemas read it, as at the other doors: what is wrong is then said with the field's name.
  parseValue(value) {
    if (typeof value === 'string') return value
    throw createGraphQLError('DateTime must be a string')
  },
})
