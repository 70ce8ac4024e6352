import { useLayoutEffect, useRef, useState } from 'react'
import { LoadedView } from '../layout/LoadedView.tsx'
import { t } from '../messages/layout.ts'
import './SignInAgain.css'

/** The sign-in above the page whose session has ended. It covers the page, which waits with all that was typed. */
export function SignInAgain() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [title] = useState(() => document.title)
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => {
      // A dialog that is removed while it is open would not return the focus.
      opened?.close()
      document.title = title
    }
  }, [title])
  return (
    <dialog
      ref={dialog}
      className="sign-in-again"
      aria-label={t.views.signIn}
      onCancel={event => event.preventDefault()}
      onClose={() => {
        // Browsers close a dialog on a second Esc, whatever the page wants.
        if (dialog.current?.isConnected) dialog.current.showModal()
      }}
    >
      <div className="card narrow">
        <LoadedView name="signIn" />
      </div>
    </dialog>
  )
}
