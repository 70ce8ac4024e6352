import type { AccountWire } from '../../schema/wire/account.ts'
import type { RequestContext } from '../context.ts'

/** The account that the request acts for. */
export const getOwnAccount = ({ principal: { account, scopes } }: RequestContext): AccountWire =>
  account ? { ...account, scopes: [...scopes] } : null
