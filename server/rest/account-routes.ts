import { accountWire } from '../../schema/wire/account.ts'
import { getOwnAccount } from '../operations/account.ts'
import { document, jsonOf, type RestApp } from './document.ts'

export function addAccountRoutes(app: RestApp): void {
  document(app, 'account', 'get', '/account', 'Get the account that the request acts for', {
    answers: { 200: ['The account; null when the server has no accounts', jsonOf(accountWire)] },
  })
  app.get('/account', c => c.json(getOwnAccount(c.get('ctx'))))
}
