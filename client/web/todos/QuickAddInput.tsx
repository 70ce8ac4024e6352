import { type ComponentProps, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import { t } from '../messages/quick-add.ts'
import type { Mark } from './quick-add/mark-words.ts'

type Props = ComponentProps<'input'> & {
  ref: RefObject<HTMLInputElement | null>
  value: string
  marks: Mark[]
  /** Continuations of the line, as whole lines. */
  suggested: string[]
  onUnlink: (mark: Mark) => void
}

/**
 * An input with marked words. The marks are on a layer above it that has the same text, transparent, and scrolls with it.
 * They are for the eye and the mouse: the buttons below the line do the same.
 */
export function QuickAddInput({ ref, value, marks, suggested, onUnlink, ...rest }: Props) {
  const layer = useRef<HTMLDivElement>(null)
  const suggestedId = useId()
  function scroll() {
    if (layer.current && ref.current) layer.current.scrollLeft = ref.current.scrollLeft
  }
  useLayoutEffect(scroll)
  return (
    <div className="quick-add-field">
      <input
        {...rest}
        ref={ref}
        dir="auto"
        list={suggestedId}
        value={value}
        onScroll={scroll}
        onSelect={scroll}
      />
      <datalist id={suggestedId}>
        {suggested.map(continued => (
          <option key={continued} value={continued}>
            {continued}
          </option>
        ))}
      </datalist>
      <div ref={layer} className="quick-add-marks" dir="auto" aria-hidden="true">
        {marks.map((mark, index) => (
          <span key={mark.start}>
            {value.slice(marks[index - 1]?.end ?? 0, mark.start)}
            <mark>
              <button
                className="text-button"
                type="button"
                tabIndex={-1}
                title={t.keep}
                onMouseDown={event => event.preventDefault()}
                onClick={() => onUnlink(mark)}
              >
                {value.slice(mark.start, mark.end)}
              </button>
            </mark>
          </span>
        ))}
        {value.slice(marks.at(-1)?.end ?? 0)}
      </div>
    </div>
  )
}
