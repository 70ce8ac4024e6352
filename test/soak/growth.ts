import { median } from '../../bench/sample.ts'
import type { ProcessReading, Reading } from './reading.ts'

/** The memory and CPU use of a process under load. */
export type Growth = {
  firstMb: number
  lastMb: number
  /** Slope over the second half: the garbage collection of the first rest shrinks the heap, which then grows back. */
  mbPerHour: number
  cores: number
}

const endShare = 0.1

/** @param readings at least two */
export function measureGrowth(readings: readonly Reading[], name: string): Growth {
  const points = readings.map(({ atMs, processes }) => {
    const { rssMb, cpuSeconds } = processes.get(name) as ProcessReading
    return { hours: atMs / 3_600_000, rssMb, cpuSeconds }
  })
  const edge = Math.max(1, Math.round(points.length * endShare))
  const toMb = (part: typeof points) => median(part.map(({ rssMb }) => rssMb))
  const first = points[0] as (typeof points)[number]
  const last = points.at(-1) as (typeof points)[number]
  const hours = last.hours - first.hours
  return {
    firstMb: toMb(points.slice(0, edge)),
    lastMb: toMb(points.slice(-edge)),
    mbPerHour: fitSlope(
      points.slice(Math.floor((points.length - 1) / 2)).map(({ hours, rssMb }) => [hours, rssMb]),
    ),
    cores: (last.cpuSeconds - first.cpuSeconds) / (hours * 3_600),
  }
}

/** The slope of the least-squares line. */
function fitSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  const covariance = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)))
  return covariance / mean(points.map(([x]) => (x - meanX) ** 2))
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
