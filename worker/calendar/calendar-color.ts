import { cssColors } from '../../schema/css-colors.ts'

type CssColor = keyof typeof cssColors

/** Converts to `#rrggbb`, for X-APPLE-CALENDAR-COLOR. */
export const toHexColor = (color: string): string => cssColors[color as CssColor] ?? color

/** Converts to a CSS name, for COLOR (RFC 7986 section 5.9): the nearest one if the colour has no name. */
export function toCssColor(color: string): string {
  if (Object.hasOwn(cssColors, color)) return color
  const distances = Object.entries(cssColors).map(([name, hex]) => ({
    name,
    distance: toDistance(hex, color),
  }))
  return distances.reduce((nearest, other) => (other.distance < nearest.distance ? other : nearest)).name
}

function toDistance(a: string, b: string): number {
  const [ours, theirs] = [toChannels(a), toChannels(b)]
  return Math.hypot(...ours.map((channel, n) => channel - (theirs[n] ?? 0)))
}

const toChannels = (hex: string): number[] =>
  [1, 3, 5].map(start => Number.parseInt(hex.slice(start, start + 2), 16))
