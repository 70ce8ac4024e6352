import { toStorable } from '../../schema/text.ts'

/** The JSON of a value, for jsonb: PostgreSQL refuses NUL and lone surrogates, which files can contain. */
export const toJsonb = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? toStorable(part) : part))
