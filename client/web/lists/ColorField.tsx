import { useId } from 'react'
import { t } from '../messages/list-form.ts'
import { ListDot } from './ListDot.tsx'

/** Each has a contrast of 3 to 1 with the page, in light and in dark. */
const palette = [
  { name: 'red', color: '#dc4446' },
  { name: 'orange', color: '#d9680f' },
  { name: 'yellow', color: '#a3800a' },
  { name: 'green', color: '#2f8f5b' },
  { name: 'teal', color: '#0f8a8a' },
  { name: 'blue', color: '#2f7fd6' },
  { name: 'purple', color: '#8a63d2' },
  { name: 'pink', color: '#cf4a9b' },
] as const

type Props = { value: string | null; onChange: (color: string | null) => void }

/** A choice of colours. A colour that another client has set is one more. */
export function ColorField({ value, onChange }: Props) {
  const name = useId()
  const isOther = value !== null && !palette.some(({ color }) => color === value)
  const choices = [
    { label: t.noColor, color: null },
    ...palette.map(({ name, color }) => ({ label: t.colors[name], color })),
    ...(isOther ? [{ label: t.otherColor(value), color: value }] : []),
  ]
  return (
    <fieldset className="color-field">
      <legend>{t.color}</legend>
      {choices.map(({ label, color }) => (
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
