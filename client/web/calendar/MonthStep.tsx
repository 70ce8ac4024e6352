import { addMonths, type Month, parseMonth } from './month.ts'

type Props = {
  from: Month
  count: number
  name: string
  mark: string
  go: (month: Month) => void
  /** Called when the user is likely to go there next. */
  onNear: (month: Month) => void
}

/** Goes some months back or ahead, within the supported years. */
export function MonthStep({ from, count, name, mark, go, onNear }: Props) {
  const target = parseMonth(addMonths(from, count))
  const near = () => target !== undefined && onNear(target)
  return (
    <button
      className="button icon"
      type="button"
      title={name}
      aria-disabled={target === undefined}
      onPointerEnter={near}
      onFocus={near}
      onClick={() => target !== undefined && go(target)}
    >
      <span aria-hidden="true">{mark}</span>
      <span className="visually-hidden">{name}</span>
    </button>
  )
}
