import { useId } from 'react'
import { encode } from 'uqr'

/** Width of the white border in modules (ISO 18004). */
const border = 4

/** Dark on white in the dark theme too, because some cameras cannot read inverted codes. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const id = useId()
  const { data, size } = encode(text, { ecc: 'M', border })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('')
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} aria-labelledby={id}>
      <title id={id}>{label}</title>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  )
}
