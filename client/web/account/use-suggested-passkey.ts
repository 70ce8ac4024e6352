import { useEffect, useEffectEvent } from 'react'
import type { Account } from '../../../schema/account.ts'
import { canSuggestPasskeys, choosePasskey, signInWithPasskey, stopAskingForPasskey } from './passkeys.ts'

/** The server accepts an answer within five minutes. */
const renewEveryMs = 4 * 60_000

type Outcome = { onDone: (account: Account) => void; onError: (error: unknown) => void }

/**
 * Lets the browser suggest passkeys in the field for the name, until one is chosen. That is not possible while it asks for
 * one in a dialog.
 */
export function useSuggestedPasskey(isPossible: boolean, { onDone, onError }: Outcome): void {
  const finish = useEffectEvent(onDone)
  const fail = useEffectEvent(onError)
  useEffect(() => {
    if (!isPossible) return undefined
    let isCurrent = true
    async function suggest() {
      if (!(await canSuggestPasskeys()) || !isCurrent) return
      // Without suggestions there are the other ways.
      const response = await choosePasskey('suggestions').catch(() => undefined)
      if (response && isCurrent) await signInWithPasskey(response).then(finish, fail)
    }
    void suggest()
    const timer = setInterval(() => {
      stopAskingForPasskey()
      void suggest()
    }, renewEveryMs)
    return () => {
      isCurrent = false
      clearInterval(timer)
      stopAskingForPasskey()
    }
  }, [isPossible])
}
