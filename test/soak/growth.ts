import { median } from '../../bench/sample.ts'
import type { ProcessReading, Reading } from './reading.ts'

/** How a process' memory went under load, and what it used of a core. */
export type Growth = {
  firstMb: number
  lastMb: number
  /** In the second half: collected in the first rest, a heap has to find its size again. */
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
  const some = Math.max(1, Math.round(points.length * endShare))
  const toMb = (part: typeof points) => median(part.map(({ rssMb }) => rssMb))
  const first = points[0] as (typeof points)[number]
  const last = points.at(-1) as (typeof points)[number]
  const hours = last.hours - first.hours
  return {
    firstMb: toMb(points.slice(0, some)),
    lastMb: toMb(points.slice(-some)),
    mbPerHour: fitSlope(
      points.slice(Math.floor((points.length - 1) / 2)).map(({ hours, rssMb }) => [hours, rssMb]),
    ),
    cores: (last.cpuSeconds - first.cpuSeconds) / (hours * 3_600),
  }
}

/** Of the line of least squares. */
function fitSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = mean(points.map(([x]) => x))
  const meanY = mean(points.map(([, y]) => y))
  const along = mean(points.map(([x, y]) => (x - meanX) * (y - meanY)))
  return along / mean(points.map(([x]) => (x - meanX) ** 2))
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
