import { accountWire } from '../../schema/wire/account.ts'
import { getOwnAccount } from '../operations/account.ts'
import { procedure } from './procedure.ts'

export const accountProcedures = {
  account: procedure.output(accountWire).query(({ ctx }) => getOwnAccount(ctx)),
}
