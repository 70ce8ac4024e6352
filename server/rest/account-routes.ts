import { accountWire } from '../../schema/wire/account.ts'
import { getOwnAccount } from '../operations/account.ts'
import { type AddRoute, jsonOf } from './routes.ts'

export function addAccountRoutes(route: AddRoute): void {
  route('account', 'get', '/account', 'Get the account that the request acts for', {
    answers: { 200: ['The account; null when the server has no accounts', jsonOf(accountWire)] },
  }).handle(c => c.json(getOwnAccount(c.get('ctx'))))
}
