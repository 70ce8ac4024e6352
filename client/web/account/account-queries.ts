import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyOtherTabs } from '../broadcast.ts'
import {
  createToken,
  endSession,
  listPasskeys,
  listSessions,
  listTokens,
  readAccount,
  removePasskey,
  revokeToken,
  setPassword,
} from './auth-api.ts'
import { registerPasskey } from './passkeys.ts'

const accountKey = ['account']

export const account = queryOptions({ queryKey: [...accountKey, 'details'], queryFn: readAccount })
export const passkeys = queryOptions({ queryKey: [...accountKey, 'passkeys'], queryFn: listPasskeys })
export const sessions = queryOptions({ queryKey: [...accountKey, 'sessions'], queryFn: listSessions })
export const tokens = queryOptions({ queryKey: [...accountKey, 'tokens'], queryFn: listTokens })

export const useSetPassword = () => useAccountMutation(setPassword)
export const useAddPasskey = () => useAccountMutation((label: string) => registerPasskey({ label }))
export const useRemovePasskey = () => useAccountMutation(removePasskey)
export const useEndSession = () => useAccountMutation(endSession)
export const useCreateToken = () => useAccountMutation(createToken)
export const useRevokeToken = () => useAccountMutation(revokeToken)

/** Reads the parts of the account again after each change, in every tab. */
function useAccountMutation<Input, Result>(mutationFn: (input: Input) => Promise<Result>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => mutationFn(input),
    async onSettled() {
      notifyOtherTabs(accountKey)
      await queryClient.invalidateQueries({ queryKey: accountKey })
    },
  })
}
