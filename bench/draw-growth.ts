import { type Axis, createLinearAxis, createLogAxis } from './axis.ts'
import type { Growth } from './growth.ts'
import { median } from './sample.ts'

const width = 400
const height = 290
const plot = { left: 64, right: 366, top: 60, bottom: 238 }
const legendStep = 130
const shareTicks = [0, 25, 50, 75, 100]

/** With a background of its own, so that it is readable on any page. */
const style = `
  text { font: 12px system-ui, sans-serif; fill: #57606a }
  .title { font-weight: 600; fill: #1f2328 }
  .end { text-anchor: end } .middle { text-anchor: middle }
  .background { fill: #fff } .grid { stroke: #d8dee4 }
  .curve { fill: none; stroke-width: 2 }
  .curve-0 { stroke: #0969da } .dot-0 { fill: #0969da }
  .curve-1 { stroke: #bc4c00; stroke-dasharray: 6 3 } .dot-1 { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1 } .title { fill: #f0f6fc }
    .background { fill: #0d1117 } .grid { stroke: #3d444d }
    .curve-0 { stroke: #4493f8 } .dot-0 { fill: #4493f8 }
    .curve-1 { stroke: #f0883e } .dot-1 { fill: #f0883e }
  }`

/**
 * Charts of medians, side by side. Axes are logarithmic, except for percentages and for sizes within a power of ten.
 *
 * @returns an SVG file
 */
export function drawGrowth({ title, along, sizes, charts }: Growth): string {
  const drawn = charts.map((chart, index) => {
    const marks = drawChart(along, sizes, chart)
    return `<g transform="translate(${index * width} 0)">\n${marks.join('\n')}\n</g>`
  })
  const whole = width * charts.length
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${height}" width="${whole}" height="${height}" role="img">
<title>${title}</title>
<style>${style}
</style>
<rect class="background" width="${whole}" height="${height}" rx="6"/>
${drawn.join('\n')}
</svg>
`
}

function drawChart(
  along: string,
  sizes: readonly number[],
  { title, unit, curves }: Growth['charts'][number],
): string[] {
  // A logarithmic axis cannot show 0, which the share of failures should be.
  const isShare = unit === '%'
  const known = curves.map(({ name, samples }) => ({
    name,
    points: samples.flatMap((sample, index) => {
      const size = sizes[index]
      const value = sample ? median(sample.rounds) : 0
      return size !== undefined && sample && (isShare || value > 0) ? [{ size, value }] : []
    }),
  }))
  const values = known.flatMap(({ points }) => points.map(({ value }) => value))
  const isNarrow = Math.max(...sizes) < 10 * Math.min(...sizes)
  const x = (isNarrow ? createLinearAxis : createLogAxis)(sizes, plot.left, plot.right)
  const y = isShare
    ? createLinearAxis(shareTicks, plot.bottom, plot.top)
    : createLogAxis(values, plot.bottom, plot.top)
  return [
    `<text class="title" x="${plot.left}" y="22">${title}, ${unit}</text>`,
    ...known.map(({ name }, index) => drawLegend(name, index)),
    ...drawGrid(x, y),
    `<text class="middle" x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 40}">${along}</text>`,
    ...known.flatMap(({ points }, index) => {
      const places = points.map(({ size, value }) => [x.place(size), y.place(value)] as const)
      return [
        `<polyline class="curve curve-${index}" points="${places.map(place => place.join()).join(' ')}"/>`,
        ...places.map(([left, top]) => `<circle class="dot-${index}" cx="${left}" cy="${top}" r="3.5"/>`),
      ]
    }),
  ]
}

function drawLegend(name: string, index: number): string {
  const left = plot.left + index * legendStep
  return [
    `<line class="curve curve-${index}" x1="${left}" x2="${left + 22}" y1="40" y2="40"/>`,
    `<text x="${left + 28}" y="44">${name}</text>`,
  ].join('\n')
}

const drawGrid = (x: Axis, y: Axis): string[] => [
  ...x.ticks.flatMap(({ place, label }) => [
    `<line class="grid" x1="${place}" x2="${place}" y1="${plot.top}" y2="${plot.bottom}"/>`,
    `<text class="middle" x="${place}" y="${plot.bottom + 18}">${label}</text>`,
  ]),
  ...y.ticks.flatMap(({ place, label }) => [
    `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${place}" y2="${place}"/>`,
    `<text class="end" x="${plot.left - 8}" y="${place + 4}">${label}</text>`,
  ]),
]
