/** The `Link` header of a page that is followed by another one. */
export function toNextLink(baseUrl: string, requestUrl: string, cursor: string): string {
  const { pathname, searchParams } = new URL(requestUrl)
  searchParams.set('cursor', cursor)
  return `<${baseUrl}${pathname}?${searchParams.toString()}>; rel="next"`
}
