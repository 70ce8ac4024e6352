/** The JSON of a value, for jsonb: PostgreSQL refuses NUL and lone surrogates, which files can contain. */
export const toJsonb = (value: unknown): string => JSON.stringify(value, toStorable)

const toStorable = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value
