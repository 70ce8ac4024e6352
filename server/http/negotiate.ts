/** Whether an Accept-Encoding header accepts gzip (RFC 9110 §12.5.3). Without the header, the answer is not compressed. */
export function acceptsGzip(header: string | undefined): boolean {
  const weights = new Map(
    (header ?? '').split(',').map(item => {
      const [coding = '', ...parameters] = item.split(';').map(part => part.trim().toLowerCase())
      const q = parameters.find(parameter => parameter.startsWith('q='))
      return [coding, q === undefined ? 1 : Number(q.slice(2))]
    }),
  )
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

/** Whether If-None-Match contains the ETag, by weak comparison (RFC 9110 §13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some(item => item.trim().replace(/^W\//, '') === etag)
}

const httpDate = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/

/** Whether If-Modified-Since is not before the change (RFC 9110 §13.1.3). An invalid date is ignored. */
export const isSince = (header: string | undefined, modifiedAtMs: number): boolean =>
  header !== undefined && httpDate.test(header) && Date.parse(header) >= modifiedAtMs
