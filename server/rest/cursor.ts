import { z } from 'zod'

/** An opaque place in a list. */
export const toCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** Meant as a zod transform: a cursor that this server did not make becomes an issue. */
export function parseCursor<Position>(
  position: z.ZodType<Position>,
  value: string,
  context: z.RefinementCtx,
): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a cursor of this list', input: value })
    return z.NEVER
  }
}

/** The `Link` header of a page that is followed by another one. */
export function toNextLink(baseUrl: string, requestUrl: string, cursor: string): string {
  const { pathname, searchParams } = new URL(requestUrl)
  searchParams.set('cursor', cursor)
  return `<${baseUrl}${pathname}?${searchParams.toString()}>; rel="next"`
}
