import { useId, useRef, useState } from 'react'
import { copyText } from '../copy-text.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/feeds.ts'

type Props = { label: string; value: string; onCopied: () => void }

/** An address with a copy button. */
export function CopyField({ label, value, onCopied }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [answer, setAnswer] = useState('')
  const id = useId()

  async function copy() {
    const isCopied = await copyText(value)
    setAnswer(isCopied ? common.copied : common.pressToCopy)
    if (isCopied) onCopied()
    else input.current?.select()
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
