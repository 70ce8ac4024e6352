import { useRef, useState } from 'react'
import { common } from '../messages/common.ts'
import { t } from '../messages/jobs.ts'

/** A job's id, which operators find in their logs. */
export function JobId({ id }: { id: string }) {
  const code = useRef<HTMLElement>(null)
  const [answer, setAnswer] = useState('')

  async function copy() {
    try {
      await navigator.clipboard.writeText(id)
      setAnswer(common.copied)
    } catch {
      // The clipboard is missing on pages loaded over plain HTTP from another machine.
      if (code.current) getSelection()?.selectAllChildren(code.current)
      setAnswer(common.pressToCopy)
    }
  }

  return (
    <span className="job-id">
      <code ref={code}>{id}</code>
      <button className="button small" type="button" onClick={() => void copy()}>
        {common.copy}
        <span className="visually-hidden">{t.copyId}</span>
      </button>
      <output>{answer}</output>
    </span>
  )
}
