export type LogAxis = {
  /** Where a value lies, in pixels. */
  place: (value: number) => number
  ticks: { place: number; label: string }[]
}

/** From the power of ten below all values to the one above them. @param values above 0 */
export function createLogAxis(values: readonly number[], start: number, end: number): LogAxis {
  const logs = values.length === 0 ? [0] : values.map(Math.log10)
  const first = Math.floor(Math.min(...logs))
  const last = Math.max(first + 1, Math.ceil(Math.max(...logs)))
  const place = (value: number) =>
    Math.round((start + ((Math.log10(value) - first) / (last - first)) * (end - start)) * 10) / 10
  const powers = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
  return { place, ticks: powers.map(power => ({ place: place(power), label: toLabel(power) })) }
}

const toLabel = (power: number): string => power.toLocaleString('en', { maximumSignificantDigits: 1 })
