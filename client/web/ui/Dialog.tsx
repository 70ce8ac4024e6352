import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { common } from '../messages/common.ts'
import './Dialog.css'
import { Icon } from './Icon.tsx'
import { addOpenDialog } from './open-dialogs.ts'

type Props = {
  title: string
  className?: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

/** A modal dialog: Esc asks `onClose`, which may keep it open; once it is closed, the focus returns to where it was. */
export function Dialog({ title, className = '', isOpen, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // A dialog that is removed while it is open would not return the focus.
  useLayoutEffect(() => {
    const opened = dialog.current
    return () => opened?.close()
  }, [])
  useEffect(() => {
    const element = dialog.current
    if (!isOpen || !element) return element?.close()
    element.showModal()
    return addOpenDialog(element)
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      onCancel={event => {
        // One that cannot be prevented is followed by the closing.
        if (event.target !== event.currentTarget || !event.cancelable) return
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        // Browsers close a dialog on a second Esc, whatever the page wants.
        if (!isOpen || dialog.current?.open) return
        dialog.current?.showModal()
        onClose()
      }}
    >
      {isOpen && (
        <>
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <button className="button quiet icon" type="button" onClick={onClose}>
              <Icon name="close" />
              <span className="visually-hidden">{common.close}</span>
            </button>
          </div>
          {children}
        </>
      )}
    </dialog>
  )
}
