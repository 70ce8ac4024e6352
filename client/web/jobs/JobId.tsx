import { useRef, useState } from 'react'

/** A job's id, which operators find in their logs. */
export function JobId({ id }: { id: string }) {
  const code = useRef<HTMLElement>(null)
  const [answer, setAnswer] = useState('')

  async function copy() {
    try {
      await navigator.clipboard.writeText(id)
      setAnswer('Copied')
    } catch {
      // The clipboard is missing on pages loaded over plain HTTP from another machine.
      if (code.current) getSelection()?.selectAllChildren(code.current)
      setAnswer('Press Ctrl+C or ⌘C to copy')
    }
  }

  return (
    <span className="job-id">
      <code ref={code}>{id}</code>
      <button className="button small" type="button" onClick={() => void copy()}>
        Copy<span className="visually-hidden"> the job’s ID</span>
      </button>
      <output>{answer}</output>
    </span>
  )
}
