import { useEffect, useRef, useState } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { JobCard } from './JobCard.tsx'
import { OptionsForm } from './options/OptionsForm.tsx'
import { useCalendarForm } from './use-calendar-form.ts'

type Start = { name: string; filter: string }

/** Creates a calendar file of some todos, and then shows its progress and the download. */
export function ExportDialog({ start, onClose }: { start: Start; onClose: () => void }) {
  const [job, setJob] = useState<CalendarJob>()
  return (
    <Dialog title="Download as a calendar file" isOpen onClose={onClose}>
      {job ? (
        <CreatedFile job={job} onClose={onClose} />
      ) : (
        <ExportForm start={start} onCreated={setJob} onCancel={onClose} />
      )}
    </Dialog>
  )
}

type FormProps = { start: Start; onCreated: (job: CalendarJob) => void; onCancel: () => void }

function ExportForm({ start, onCreated, onCancel }: FormProps) {
  const key = `calendar-options-${start.filter}`
  const { chosen, problems, failure, isBusy, submit, choose } = useCalendarForm({ key, start, onCreated })
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  return (
    <form ref={form} className="stack" noValidate onSubmit={event => void submit(event)}>
      <OptionsForm chosen={chosen} problems={problems} onChoose={choose} />
      {failure !== undefined && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onCancel}>
          Cancel
        </button>
        <button className="button primary" type="submit" aria-disabled={isBusy}>
          Create calendar file
        </button>
      </div>
    </form>
  )
}

function CreatedFile({ job, onClose }: { job: CalendarJob; onClose: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  // The form that had the focus is gone.
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-focus-fallback]')?.focus(), [])
  return (
    <div ref={place} className="stack">
      <JobCard job={job} />
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </div>
  )
}
