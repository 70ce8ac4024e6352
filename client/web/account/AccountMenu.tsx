import { useEffect, useId, useRef, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/layout.ts'
import { useAskBeforeLoss } from '../outbox/use-ask-before-loss.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'
import { leave, useAccountName } from './access.ts'
import './AccountMenu.css'

/** Signs out. A failure is shown: the session would stay. */
export function useSignOut(): () => void {
  const toast = useToast()
  const askBeforeLoss = useAskBeforeLoss()
  return () =>
    askBeforeLoss(
      () =>
        void leave().catch((error: unknown) =>
          toast({ kind: 'error', text: t.notSignedOut(describeError(error).message) }),
        ),
    )
}

/** The name of the account, which opens what one can do with it. Nothing without accounts. */
export function AccountMenu() {
  const name = useAccountName()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { key } = useLocation()
  // Following a link closes it.
  const [openedAt, setOpenedAt] = useState<string>()
  const isOpen = openedAt === key
  const signOut = useSignOut()

  useEffect(() => {
    if (!isOpen) return undefined
    const close = ({ target }: Event) => {
      if (!menu.current?.contains(target as Node)) setOpenedAt(undefined)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpenedAt(undefined)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [isOpen])

  if (name === undefined) return null
  return (
    <div ref={menu} className="account-menu">
      <button
        ref={button}
        className="button quiet icon"
        type="button"
        title={t.accountOf(name)}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpenedAt(isOpen ? undefined : key)}
      >
        <Icon name="account" />
        <span className="visually-hidden">{t.accountOf(name)}</span>
        <bdi className="account-name" aria-hidden>
          {name}
        </bdi>
      </button>
      <div id={id} className="account-choices" hidden={!isOpen}>
        <bdi className="account-choices-name">{name}</bdi>
        <Link className="account-choice" to={urls.account}>
          <Icon name="account" />
          {t.views.account}
        </Link>
        <button className="account-choice" type="button" onClick={signOut}>
          <Icon name="signOut" />
          {t.signOut}
        </button>
      </div>
    </div>
  )
}
