const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** Such as `3 minutes ago`. */
export function toRelativeTime(instant: string, now: number): string {
  const passedMs = now - Date.parse(instant)
  const fitting = units.find(({ ms }) => passedMs >= ms)
  return fitting ? format.format(-Math.floor(passedMs / fitting.ms), fitting.unit) : 'just now'
}
