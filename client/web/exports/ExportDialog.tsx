import { useState } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { FeedAddress } from '../feeds/FeedAddress.tsx'
import type { IssuedFeed } from '../feeds/feeds-queries.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { CreatedFile } from './CreatedFile.tsx'
import { ExportForm } from './ExportForm.tsx'
import type { ExportKind, ExportStart } from './use-export-form.ts'

type Props = { start?: ExportStart; onClose: () => void }

type Step =
  | { name: 'form'; kind?: ExportKind }
  | { name: 'file'; job: CalendarJob }
  | { name: 'feed'; feed: IssuedFeed }

/** Creates a file or a feed of all todos, or of some, and then shows the file or the feed's address. */
export function ExportDialog({ start = all, onClose }: Props) {
  const [step, setStep] = useState<Step>({ name: 'form' })
  return (
    <Dialog title={titles[step.name]} className="export-dialog" isOpen onClose={onClose}>
      {step.name === 'form' && (
        <ExportForm
          start={start}
          kind={step.kind}
          onFile={job => setStep({ name: 'file', job })}
          onFeed={feed => setStep({ name: 'feed', feed })}
          onCancel={onClose}
        />
      )}
      {step.name === 'file' && (
        <CreatedFile
          job={step.job}
          onFeed={() => setStep({ name: 'form', kind: 'feed' })}
          onClose={onClose}
        />
      )}
      {step.name === 'feed' && <FeedAddress feed={step.feed} onDone={onClose} />}
    </Dialog>
  )
}

const all: ExportStart = { name: '', filter: '' }

const titles = {
  form: 'Export to a calendar app',
  file: 'Calendar file',
  feed: 'The feed’s address',
} satisfies Record<Step['name'], string>
