import type { AccountWire } from '../../schema/wire/account.ts'
import { getOwnAccount } from '../operations/account.ts'
import { builder } from './builder.ts'

const accountType = builder.objectRef<NonNullable<AccountWire>>('Account').implement({
  description: 'An account: a person, or a program of theirs that has an access token.',
  fields: t => ({
    name: t.exposeString('name', { description: 'Unique without regard to case.' }),
    isAdmin: t.exposeBoolean('isAdmin', { description: 'Whether it can operate the service.' }),
    scopes: t.exposeStringList('scopes', { description: 'What this request can do.' }),
  }),
})

builder.queryField('account', t =>
  t.field({
    type: accountType,
    description: 'The account that the request acts for; null when the server has no accounts.',
    nullable: true,
    resolve: (_, _args, context) => getOwnAccount(context),
  }),
)
