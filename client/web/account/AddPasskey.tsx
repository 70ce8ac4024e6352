import { type FormEvent, useState } from 'react'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { FormField } from '../ui/FormField.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { useAddPasskey } from './account-queries.ts'
import { t } from '../messages/account.ts'
import { common } from '../messages/common.ts'
import { browserLabel } from './browser-label.ts'
import { FormProblem } from './FormProblem.tsx'
import { findPasskeyProblem } from './passkeys.ts'
import { useAttempt } from './use-attempt.ts'

const maxLabelLength = 100

/** Creates a passkey with a name, which the list shows. */
export function AddPasskey({ onClose }: { onClose: () => void }) {
  const [label, setLabel] = useState(browserLabel)
  const { form, problem, problemOf, isBusy, isWaiting, attempt } = useAttempt(describe)
  const { mutateAsync } = useAddPasskey()
  const toast = useToast()

  async function create(event: FormEvent) {
    event.preventDefault()
    await attempt(async () => {
      await mutateAsync(label.trim() === '' ? browserLabel() : label.trim())
      onClose()
      toast({ text: t.passkeys.added })
    })
  }

  return (
    <form ref={form} noValidate className="stack" onSubmit={event => void create(event)}>
      <FormProblem problem={problem} fields={['label']} />
      <FormField label={t.passkeys.label} hint={t.passkeys.labelHint} problem={problemOf('label')}>
        {control => (
          <input
            {...control}
            ref={setAutoFocus}
            maxLength={maxLabelLength}
            dir="auto"
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        )}
      </FormField>
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button className="button primary" type="submit" aria-disabled={isBusy || isWaiting}>
          {isBusy ? t.passkeys.busy : t.passkeys.create}
        </button>
      </div>
    </form>
  )
}

function describe(error: unknown) {
  const problem = findPasskeyProblem(error)
  return problem && { message: problem === 'known' ? t.passkeys.known : t.passkeys.notCreated }
}
