import { useId } from 'react'
import { ListDot } from './ListDot.tsx'

/** Each has a contrast of 3 to 1 with the page, in light and in dark. */
const palette = [
  { name: 'Red', color: '#dc4446' },
  { name: 'Orange', color: '#d9680f' },
  { name: 'Yellow', color: '#a3800a' },
  { name: 'Green', color: '#2f8f5b' },
  { name: 'Teal', color: '#0f8a8a' },
  { name: 'Blue', color: '#2f7fd6' },
  { name: 'Purple', color: '#8a63d2' },
  { name: 'Pink', color: '#cf4a9b' },
]

type Props = { value: string | null; onChange: (color: string | null) => void }

/** A choice of colours. A colour that another client has set is one more. */
export function ColorField({ value, onChange }: Props) {
  const name = useId()
  const isOther = value !== null && !palette.some(({ color }) => color === value)
  const choices = [
    { name: 'No colour', color: null },
    ...palette,
    ...(isOther ? [{ name: `Other: ${value}`, color: value }] : []),
  ]
  return (
    <fieldset className="color-field">
      <legend>Colour</legend>
      {choices.map(({ name: label, color }) => (
        <label key={label} title={label}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={value === color}
            onChange={() => onChange(color)}
          />
          <ListDot color={color} />
          <span className="visually-hidden">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
