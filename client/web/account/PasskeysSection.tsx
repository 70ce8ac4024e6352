import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Dialog } from '../ui/Dialog.tsx'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { NothingYet } from '../ui/NothingYet.tsx'
import { useAccess } from './access.ts'
import { passkeys, useRemovePasskey } from './account-queries.ts'
import { t } from '../messages/account.ts'
import { AccountRow, AccountSection } from './AccountSection.tsx'
import { AddPasskey } from './AddPasskey.tsx'
import type { AccountDetails, Passkey } from './auth-api.ts'
import { ConfirmRemoval } from './ConfirmRemoval.tsx'
import { hasPasskeys } from './passkeys.ts'
import { Ago, Day } from '../ui/When.tsx'

/** The passkeys of the account. The last way to sign in stays. */
export function PasskeysSection({ account: { hasPassword, hasOidc } }: { account: AccountDetails }) {
  const { auth } = useAccess()
  const methods = auth?.accounts === true ? auth.methods : undefined
  const { data, error, refetch, isLoading } = useQuery({ ...passkeys, enabled: methods?.passkey === true })
  const heading = useRef<HTMLHeadingElement>(null)
  const [open, setOpen] = useState<'add' | Passkey>()
  const close = () => setOpen(undefined)
  const isLast = data?.length === 1 && !hasPassword && !hasOidc
  const impossible =
    methods && !hasPasskeys(methods) && (methods.passkey ? t.passkeys.unsupported : t.passkeys.impossible)

  return (
    <AccountSection
      title={t.passkeys.title}
      about={impossible || t.passkeys.about}
      headingRef={heading}
      action={
        methods &&
        !impossible && (
          <button className="button" type="button" onClick={() => setOpen('add')}>
            {t.passkeys.add}
          </button>
        )
      }
    >
      {isLoading && <Loading />}
      {!data && error && <LoadFailure title={t.passkeys.notLoaded} error={error} onRetry={refetch} />}
      {data?.length === 0 && !impossible && <NothingYet>{t.passkeys.none}</NothingYet>}
      {data && data.length > 0 && (
        <ul className="card account-rows">
          {data.map(passkey => (
            <AccountRow
              key={passkey.id}
              title={<bdi>{passkey.label}</bdi>}
              facts={
                <>
                  {t.passkeys.addedOn(<Day at={passkey.createdAt} />)} ·{' '}
                  {passkey.lastUsedAt === null
                    ? t.passkeys.neverUsed
                    : t.passkeys.lastUsed(<Ago at={passkey.lastUsedAt} />)}
                </>
              }
            >
              {!isLast && (
                <button
                  className="button small danger"
                  type="button"
                  aria-label={t.passkeys.removeNamed(passkey.label)}
                  onClick={() => setOpen(passkey)}
                >
                  {t.passkeys.remove}
                </button>
              )}
            </AccountRow>
          ))}
        </ul>
      )}
      {isLast && <p className="muted">{t.passkeys.last}</p>}
      <Dialog title={t.passkeys.add} isOpen={open === 'add'} onClose={close}>
        <AddPasskey onClose={close} />
      </Dialog>
      <Dialog title={t.passkeys.removeTitle} isOpen={open !== undefined && open !== 'add'} onClose={close}>
        {open !== undefined && open !== 'add' && (
          <RemovePasskey
            passkey={open}
            onCancel={close}
            onRemoved={() => {
              // While a dialog is open, nothing outside of it can be focused; the button that opened it is gone.
              flushSync(close)
              heading.current?.focus()
            }}
          />
        )}
      </Dialog>
    </AccountSection>
  )
}

type RemoveProps = { passkey: Passkey; onCancel: () => void; onRemoved: () => void }

const RemovePasskey = ({ passkey: { id, label }, ...actions }: RemoveProps) => (
  <ConfirmRemoval
    id={id}
    removal={useRemovePasskey()}
    submit={t.passkeys.remove}
    done={t.passkeys.removed}
    {...actions}
  >
    {t.passkeys.removeWhat(<bdi>{label}</bdi>)}
  </ConfirmRemoval>
)
