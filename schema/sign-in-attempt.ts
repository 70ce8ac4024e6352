import type { OwnerId } from './owner.ts'

/** What the first request of a sign-in by passkey or OpenID Connect leaves for the second one. */
export type SignInAttempt =
  | { kind: 'passkey sign-in' }
  | {
      kind: 'passkey registration'
      /** The account that gets the passkey. With a link it may not exist yet. */
      accountId: OwnerId
      name: string | null
      /** SHA-256 of the link's secret in hexadecimal; null for the signed-in account. */
      linkHash: string | null
    }
  | {
      kind: 'oidc'
      /** The signed-in account, which gets the identity. */
      accountId: OwnerId | null
      /** For the account that a link creates. */
      name: string | null
      returnTo: string
      redirectUri: string
      state: string
      nonce: string
      codeVerifier: string
    }
