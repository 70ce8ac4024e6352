import type { PlainDate } from '../../../schema/plain-date.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { parseDay } from './calendar-days.ts'

type Props = {
  /** Can be out of the range of deadlines. */
  target: PlainDate
  name: string
  icon: IconName
  go: (day: PlainDate) => void
  /** Called when the user is likely to go there next. */
  onNear: (day: PlainDate) => void
}

/** Goes to an earlier or a later day, within the range of deadlines. */
export function StepButton({ target, name, icon, go, onNear }: Props) {
  const day = parseDay(target)
  const near = () => day !== undefined && onNear(day)
  return (
    <button
      className="button icon"
      type="button"
      title={name}
      aria-disabled={day === undefined}
      onPointerEnter={near}
      onFocus={near}
      onClick={() => day !== undefined && go(day)}
    >
      <Icon name={icon} />
      <span className="visually-hidden">{name}</span>
    </button>
  )
}
