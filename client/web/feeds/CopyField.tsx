import { useId, useRef, useState } from 'react'
import { common } from '../messages/common.ts'
import { t } from '../messages/feeds.ts'

type Props = { label: string; value: string; onCopied: () => void }

/** An address with a copy button. */
export function CopyField({ label, value, onCopied }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [answer, setAnswer] = useState('')
  const id = useId()

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setAnswer(common.copied)
      onCopied()
    } catch {
      // The clipboard is missing on pages loaded over plain HTTP from another machine.
      input.current?.select()
      setAnswer(common.pressToCopy)
    }
  }

  return (
    <div className="field copy-field">
      <label htmlFor={id}>{label}</label>
      <output className="muted">{answer}</output>
      <input
        ref={input}
        id={id}
        readOnly
        value={value}
        onFocus={event => event.target.select()}
        onCopy={onCopied}
      />
      <button className="button" type="button" aria-label={t.copyOf(label)} onClick={() => void copy()}>
        {common.copy}
      </button>
    </div>
  )
}
