/** The measurements of one quantity, one per round. */
export type Sample = { unit: 'jobs/s' | 's' | 'ms' | 'MB' | '%'; rounds: number[] }

/** @param percent 0 to 100 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const index = Math.ceil((percent / 100) * sorted.length) - 1
  return sorted[Math.max(0, index)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

/** The median with the minimum and maximum. */
export function describeSample({ unit, rounds }: Sample): string {
  const middle = `${formatNumber(median(rounds))} ${unit}`
  if (rounds.length === 1) return middle
  return `${middle} (${formatNumber(Math.min(...rounds))}–${formatNumber(Math.max(...rounds))})`
}

/** Three significant digits; above 100, a whole number. */
export const formatNumber = (value: number): string =>
  value >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 3 })
