import { createGraphQLError } from 'graphql-yoga'
import { builder } from './builder.ts'

// The schemas of the fields parse these scalars, as at the other doors, so that an error names the field.

builder.scalarType('DateTime', {
  description:
    'A point in time. Returned as RFC 3339 in UTC (`2030-01-02T03:04:05Z`, with six fraction digits unless they are all ' +
    'zero). Accepts a date and time separated by `T` or a space, with or without seconds; without `Z` or an offset it is ' +
    'UTC. Years 1900 to 4500. A date alone stays a date: as a deadline it means `deadlineOn`, in a filter the beginning ' +
    'of its day.',
  serialize: instant => instant,
  parseValue(value) {
    if (typeof value === 'string') return value
    throw createGraphQLError('DateTime must be a string')
  },
})

builder.scalarType('Date', {
  description: 'A day without a time, in no time zone: `2030-01-02`. Years 1900 to 4500.',
  serialize: date => date,
  parseValue(value) {
    if (typeof value === 'string') return value
    throw createGraphQLError('Date must be a string')
  },
})

builder.scalarType('Minutes', {
  description: 'A whole number of minutes.',
  serialize: minutes => minutes,
  parseValue: value => value as number,
})
