import { builder } from './builder.ts'

builder.scalarType('Minutes', {
  description: 'A whole number of minutes.',
  serialize: minutes => minutes,
  // The fields' own schemas read it, as at the other doors: what is wrong is then said with the field's name.
  parseValue: value => value as number,
})
