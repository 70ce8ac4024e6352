import { useId } from 'react'
import { encode } from 'uqr'
import './QrCode.css'

/** Modules of white around it, as ISO 18004 wants. */
const border = 4

/** For a phone's camera; dark on white in the dark theme, too, or some do not read it. */
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
