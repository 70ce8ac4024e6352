import { useState } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { useShowAddress } from '../feeds/use-show-address.tsx'
import { t } from '../messages/exports.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { CreatedFile } from './CreatedFile.tsx'
import { ExportForm } from './ExportForm.tsx'
import type { ExportKind, ExportStart } from './use-export-form.ts'

type Props = { start?: ExportStart; onClose: () => void }

type Step = { name: 'form'; kind?: ExportKind } | { name: 'file'; job: CalendarJob }

/** Creates a file or a feed of all todos, or of some, and then shows the file or the address of the feed. */
export function ExportDialog({ start = all, onClose }: Props) {
  const showAddress = useShowAddress()
  const [step, setStep] = useState<Step>({ name: 'form' })
  return (
    <Dialog title={t.titles[step.name]} className="export-dialog" isOpen onClose={onClose}>
      {step.name === 'form' && (
        <ExportForm
          start={start}
          kind={step.kind}
          onFile={job => setStep({ name: 'file', job })}
          onFeed={feed => {
            onClose()
            showAddress(feed)
          }}
          onCancel={onClose}
        />
      )}
      {step.name === 'file' && (
        <CreatedFile
          job={step.job}
          onRetried={job => setStep({ name: 'file', job })}
          onFeed={() => setStep({ name: 'form', kind: 'feed' })}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

const all: ExportStart = { name: '', filter: '' }
