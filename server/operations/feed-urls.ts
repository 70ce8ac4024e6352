const maxSegmentLength = 60

/**
 * Where a feed is, for who may know. Thunderbird calls a calendar by the last segment of its address, which stands for
 * nothing else; `webcal:` lets Apple's programs and Thunderbird subscribe at a click.
 */
export function toFeedUrls(
  baseUrl: string,
  { token, name }: { token: string; name: string },
): { url: string; webcalUrl: string } {
  const url = `${baseUrl}/feeds/${token}/${toSegment(name)}.ics`
  return { url, webcalUrl: url.replace(/^https?:/, 'webcal:') }
}

function toSegment(name: string): string {
  const words =
    name
      .toWellFormed()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join('-') ?? ''
  const segment = Array.from(words).slice(0, maxSegmentLength).join('')
  return encodeURIComponent(segment || 'todos')
}
