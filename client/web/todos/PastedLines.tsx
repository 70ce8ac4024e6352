import { useEffect, useRef } from 'react'

type Props = { lines: string[]; onAdd: () => void; onJoin: () => void; onCancel: () => void }

const marker = /^\s*(?:[-*•]\s+)?(?:\[[ xX]?\]\s+)?/

/** The lines of pasted text, without the marks of a list. */
export const toLines = (pasted: string): string[] =>
  pasted
    .split(/\r?\n/)
    .map(line => line.replace(marker, '').trim())
    .filter(line => line !== '')

/** Asks what to do with several pasted lines. */
export function PastedLines({ lines, onAdd, onJoin, onCancel }: Props) {
  const add = useRef<HTMLButtonElement>(null)
  useEffect(() => add.current?.focus(), [])
  return (
    <div className="row">
      <output>You pasted {lines.length} lines.</output>
      <button ref={add} className="button small primary" type="button" onClick={onAdd}>
        Add {lines.length} todos
      </button>
      <button className="button small" type="button" onClick={onJoin}>
        Paste as one line
      </button>
      <button className="button quiet small" type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  )
}
