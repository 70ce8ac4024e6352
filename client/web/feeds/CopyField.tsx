import { useId, useRef, useState } from 'react'

type Props = { label: string; value: string }

/** An address to copy: with the button, or as any text. */
export function CopyField({ label, value }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [answer, setAnswer] = useState('')
  const id = useId()

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setAnswer('Copied')
    } catch {
      // Pages that came over plain HTTP, and not from this machine, have no clipboard.
      input.current?.select()
      setAnswer('Press Ctrl+C, or ⌘C')
    }
  }

  return (
    <div className="field copy-field">
      <label htmlFor={id}>{label}</label>
      <output className="muted">{answer}</output>
      <input ref={input} id={id} readOnly value={value} onFocus={event => event.target.select()} />
      <button className="button" type="button" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
        Copy
      </button>
    </div>
  )
}
