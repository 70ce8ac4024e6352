import { median } from '../sample.ts'
import type { ProcessReading, Reading } from './reading.ts'

/** How a process' memory went, and what it used of a core. */
export type Growth = {
  firstMb: number
  lastMb: number
  mbPerHour: number
  /** By the slope, over the whole time. */
  grownMb: number
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
  const mbPerHour = fitSlope(points.map(({ hours, rssMb }) => [hours, rssMb]))
  return {
    firstMb: toMb(points.slice(0, some)),
    lastMb: toMb(points.slice(-some)),
    mbPerHour,
    grownMb: mbPerHour * hours,
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
