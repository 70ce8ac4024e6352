import { useRef, useState } from 'react'
import { copyText } from '../copy-text.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/jobs.ts'

/** A job's id, which operators find in their logs. */
export function JobId({ id }: { id: string }) {
  const code = useRef<HTMLElement>(null)
  const [answer, setAnswer] = useState('')

  async function copy() {
    const isCopied = await copyText(id)
    setAnswer(isCopied ? common.copied : common.pressToCopy)
    if (!isCopied && code.current) getSelection()?.selectAllChildren(code.current)
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
