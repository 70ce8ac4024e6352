import { t } from '../messages/outbox.ts'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useKeptDialog } from '../ui/KeptDialog.tsx'
import { useStoredChanges } from './stored-changes.ts'

/** Signs out, after a question if changes would be lost that have not been sent. */
export function useAskBeforeLoss(): (signOut: () => void) => void {
  const changes = useStoredChanges()
  const show = useKeptDialog()
  const close = () => show(null)
  return signOut => {
    if (changes.length === 0) return signOut()
    show(
      <Dialog title={t.lossTitle} isOpen onClose={close}>
        <ConfirmAction
          submit={t.signOutAnyway}
          isBusy={false}
          error={null}
          onCancel={close}
          onConfirm={() => {
            close()
            signOut()
          }}
        >
          {t.loss(changes.length)}
        </ConfirmAction>
      </Dialog>,
    )
  }
}
