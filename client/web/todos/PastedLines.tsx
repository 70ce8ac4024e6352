import { useEffect, useRef } from 'react'
import { common } from '../messages/common.ts'
import { t } from '../messages/quick-add.ts'

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
      <output>{t.pasted(lines.length)}</output>
      <button ref={add} className="button small primary" type="button" onClick={onAdd}>
        {t.addLines(lines.length)}
      </button>
      <button className="button small" type="button" onClick={onJoin}>
        {t.asOneLine}
      </button>
      <button className="button quiet small" type="button" onClick={onCancel}>
        {common.cancel}
      </button>
    </div>
  )
}
