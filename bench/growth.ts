import { describeSample, type Sample } from './sample.ts'
import { printTable } from './print-table.ts'

/** A sample for each size; undefined where nothing could be measured. */
type Curve = { name: string; samples: (Sample | undefined)[] }

/** How quantities grow with a size. Shown as a table, and as a picture with a chart for each quantity. */
export type Growth = {
  title: string
  /** The unit of the sizes, such as `todos`. */
  along: string
  sizes: readonly number[]
  charts: { title: string; unit: Sample['unit']; curves: Curve[] }[]
  /** The file name of the picture. */
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
