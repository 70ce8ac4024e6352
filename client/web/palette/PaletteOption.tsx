/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option element has only text */
import { ListDot } from '../lists/ListDot.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Command } from './use-commands.ts'

type Props = { id: string; command: Command; isActive: boolean; onActive: () => void }

export function PaletteOption({
  id,
  command: { name, isUserText, hint, mark, run },
  isActive,
  onActive,
}: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are those of the combobox
    <div
      className="palette-option"
      id={id}
      role="option"
      // The focus stays in the combobox.
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={onActive}
      onPointerDown={event => event.preventDefault()}
      onClick={run}
    >
      <span className="palette-mark">
        {'icon' in mark ? <Icon name={mark.icon} /> : <ListDot color={mark.color} />}
      </span>
      {isUserText ? <bdi className="palette-name">{name}</bdi> : <span className="palette-name">{name}</span>}
      {hint && <span className="muted">{hint}</span>}
    </div>
  )
}
