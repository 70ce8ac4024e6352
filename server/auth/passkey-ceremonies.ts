import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { NewPasskey, StoredPasskey } from '../../core/accounts/passkeys.ts'
import type { OwnerId } from '../../schema/owner.ts'
import type { RelyingParty } from './passkey-relying-party.ts'
import type { RegistrationResponse, SignInResponse } from './passkey-responses.ts'

/** As long as a challenge is valid. */
const timeout = 5 * 60 * 1000

/** EdDSA, ES256 and RS256 (RFC 9053): every authenticator has one. The post-quantum ones are experimental in Node.js. */
const supportedAlgorithmIDs = [-8, -7, -257]

/** Loaded when it is first used: it takes a third of a second and 28 MB. */
const loadLibrary = () => import('@simplewebauthn/server')

/** The user handle that a passkey stores and returns. An account's id says nothing about the person. */
export const toUserHandle = (accountId: OwnerId): string => Buffer.from(accountId).toString('base64url')

/** A passkey replaces name and password, so it must be discoverable, and the authenticator must verify its user. */
export async function createRegistrationOptions(
  { id }: RelyingParty,
  challenge: string,
  account: { id: OwnerId; name: string; credentials: { id: string; transports: string[] }[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await loadLibrary()
  return generateRegistrationOptions({
    rpName: 'TaskOverflow',
    rpID: id,
    challenge: Buffer.from(challenge, 'base64url'),
    userID: Buffer.from(account.id),
    userName: account.name,
    userDisplayName: account.name,
    timeout,
    attestationType: 'none',
    supportedAlgorithmIDs,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: account.credentials,
  })
}

/** Made without the library: every visit to the sign-in page needs them. */
export const createSignInOptions = (
  { id }: RelyingParty,
  challenge: string,
): PublicKeyCredentialRequestOptionsJSON => ({
  challenge,
  rpId: id,
  timeout,
  allowCredentials: [],
  userVerification: 'required',
})

type Verified<Result> = { result: Result } | { refusal: string }

export const verifyRegistration = (
  { id, origin }: RelyingParty,
  challenge: string,
  response: RegistrationResponse,
): Promise<Verified<Omit<NewPasskey, 'label'>>> =>
  catchRefusal(async () => {
    const { verifyRegistrationResponse } = await loadLibrary()
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      supportedAlgorithmIDs,
    })
    if (!registrationInfo) throw new Error('The attestation is wrong')
    const { credential } = registrationInfo
    return {
      id: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: response.response.transports,
    }
  })

/** @returns the counter that the authenticator has sent */
export const verifySignIn = (
  { id, origin }: RelyingParty,
  challenge: string,
  response: SignInResponse,
  passkey: StoredPasskey,
): Promise<Verified<number>> =>
  catchRefusal(async () => {
    const { verifyAuthenticationResponse } = await loadLibrary()
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      // The database compares the counters, see `usePasskey`.
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    })
    if (!verified) throw new Error('The signature is wrong')
    return authenticationInfo.newCounter
  })

/** The library throws errors of all kinds for what is wrong in a response. */
async function catchRefusal<Result>(verify: () => Promise<Result>): Promise<Verified<Result>> {
  try {
    return { result: await verify() }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
}
