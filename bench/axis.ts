import { formatNumber } from './sample.ts'

export type Axis = {
  /** The position of a value, in pixels. */
  place: (value: number) => number
  ticks: { place: number; label: string }[]
}

/** A logarithmic axis between the powers of ten around all values. @param values above 0 */
export function createLogAxis(values: readonly number[], start: number, end: number): Axis {
  const logs = values.length === 0 ? [0] : values.map(Math.log10)
  const first = Math.floor(Math.min(...logs))
  const last = Math.max(first + 1, Math.ceil(Math.max(...logs)))
  const powers = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
  return createAxis(Math.log10, powers, start, end)
}

/** @param ticks in ascending order */
export const createLinearAxis = (ticks: readonly number[], start: number, end: number): Axis =>
  createAxis(value => value, ticks, start, end)

function createAxis(
  scale: (value: number) => number,
  ticks: readonly number[],
  start: number,
  end: number,
): Axis {
  const first = scale(ticks[0] ?? 1)
  const range = scale(ticks.at(-1) ?? 1) - first || 1
  const place = (value: number) =>
    Math.round((start + ((scale(value) - first) / range) * (end - start)) * 10) / 10
  return { place, ticks: ticks.map(tick => ({ place: place(tick), label: formatNumber(tick) })) }
}
