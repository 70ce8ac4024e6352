import { z } from 'zod'
import { AppError } from '../../core/app-error.ts'

const maxIdLength = 1_400
const maxBytesLength = 20_000

const base64url = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[\w-]+$/, 'must be base64url')

const credential = {
  id: base64url(maxIdLength),
  rawId: base64url(maxIdLength),
  type: z.literal('public-key'),
  // Nothing is read from the results of extensions.
  clientExtensionResults: z.object({}).default({}),
}

/** `RegistrationResponseJSON` of WebAuthn, without what is not read. */
export const registrationResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(maxBytesLength),
    attestationObject: base64url(maxBytesLength),
    transports: z
      .array(z.string().regex(/^[\w-]{1,30}$/))
      .max(10)
      .default([]),
  }),
})

/** `AuthenticationResponseJSON` of WebAuthn, without what is not read. */
export const signInResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(maxBytesLength),
    authenticatorData: base64url(maxBytesLength),
    signature: base64url(maxBytesLength),
    // Always there for a passkey that the user has chosen, which is the only way here.
    userHandle: base64url(maxIdLength),
  }),
})

export type RegistrationResponse = z.output<typeof registrationResponse>
export type SignInResponse = z.output<typeof signInResponse>

const clientData = z.object({ challenge: z.string() })

/** The challenge that a browser says it has answered. @throws AppError badInput */
export function getChallenge({ response }: RegistrationResponse | SignInResponse): string {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString()
    return clientData.parse(JSON.parse(text)).challenge
  } catch (cause) {
    throw new AppError('badInput', 'response: clientDataJSON has no challenge', { cause })
  }
}
