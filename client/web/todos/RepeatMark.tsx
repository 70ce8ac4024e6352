import type { Repeat } from '../../../schema/repeat.ts'
import { Icon } from '../ui/Icon.tsx'
import { describeRepeat } from './describe-repeat.ts'
import './RepeatMark.css'

/** Marks a todo that repeats, and says how. */
export function RepeatMark({ repeat }: { repeat: Repeat }) {
  const words = describeRepeat(repeat)
  return (
    <span className="repeat-mark" title={words}>
      <Icon name="repeat" />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
