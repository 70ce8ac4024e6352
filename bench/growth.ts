import { describeSample, type Sample } from './sample.ts'
import { printTable } from './print-table.ts'

/** What was measured for one size after the other, each undefined where nothing could be measured. */
type Curve = { name: string; samples: (Sample | undefined)[] }

/** How quantities grow with a size: a table, and a picture with a chart for each of them. */
export type Growth = {
  title: string
  /** What there are so many of. */
  along: string
  sizes: readonly number[]
  charts: { title: string; unit: Sample['unit']; curves: Curve[] }[]
  /** Of the picture. */
  file: string
}

export function printGrowth({ title, along, sizes, charts }: Growth): string {
  const columns = charts.flatMap(chart =>
    chart.curves.map(({ name, samples }) => ({ head: `${chart.title}, ${name}`, samples })),
  )
  return printTable(
    [`${title}: ${along}`, ...columns.map(({ head }) => head)],
    sizes.map((size, index) => [
      size.toLocaleString('en'),
      ...columns.map(({ samples }) => {
        const sample = samples[index]
        return sample ? describeSample(sample) : '–'
      }),
    ]),
  )
}
