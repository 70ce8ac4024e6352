import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A passkey as an authenticator keeps it. */
export type SoftPasskey = {
  id: string
  privateKey: KeyObject
  rpId: string
  /** Base64url. */
  userHandle: string
  /** 0: the authenticator has no counter. */
  counter: number
}

type CreationOptions = { challenge: string; rp: { id?: string }; user: { id: string } }
type CreationSettings = { origin: string; counter?: number; isVerified?: boolean; id?: string }
type RequestOptions = { challenge: string }

/** Flags of WebAuthn §6.1. */
const flags = { userPresent: 0x01, userVerified: 0x04, hasCredential: 0x40 }
const idBytes = 16
const aaguid = Buffer.alloc(16)

const toBase64url = (bytes: Buffer) => bytes.toString('base64url')
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

/** Makes a passkey as a browser and a software authenticator would: ES256, attestation `none`, the user verified. */
export function createPasskey(
  { challenge, rp: { id: rpId = '' }, user }: CreationOptions,
  { origin, counter = 0, isVerified = true, id = toBase64url(randomBytes(idBytes)) }: CreationSettings,
) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const passkey: SoftPasskey = { id, privateKey, rpId, userHandle: user.id, counter }
  const idBuffer = Buffer.from(id, 'base64url')
  const credential = Buffer.concat([
    aaguid,
    Buffer.from([0, idBuffer.byteLength]),
    idBuffer,
    toCoseKey(publicKey),
  ])
  const authData = Buffer.concat([writeHead(passkey, flags.hasCredential, isVerified), credential])
  const attestation = new Map<string, CborItem>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', authData],
  ])
  const response = {
    ...describe(passkey),
    response: {
      clientDataJSON: toBase64url(toClientData('webauthn.create', challenge, origin)),
      attestationObject: toBase64url(toCbor(attestation)),
      transports: ['internal'],
    },
  }
  return { passkey, response }
}

/** Answers a sign-in. The counter rises if there is one. */
export function usePasskey(
  passkey: SoftPasskey,
  { challenge }: RequestOptions,
  { origin, isVerified = true }: { origin: string; isVerified?: boolean },
) {
  if (passkey.counter > 0) passkey.counter += 1
  const clientData = toClientData('webauthn.get', challenge, origin)
  const authenticatorData = writeHead(passkey, 0, isVerified)
  const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), passkey.privateKey)
  return {
    ...describe(passkey),
    response: {
      clientDataJSON: toBase64url(clientData),
      authenticatorData: toBase64url(authenticatorData),
      signature: toBase64url(signature),
      userHandle: passkey.userHandle,
    },
  }
}

const describe = ({ id }: SoftPasskey) => ({ id, rawId: id, type: 'public-key', clientExtensionResults: {} })

const toClientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

function writeHead({ rpId, counter }: SoftPasskey, flag: number, isVerified: boolean): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(flags.userPresent | flag | (isVerified ? flags.userVerified : 0))
  head.writeUInt32BE(counter, 1)
  return Buffer.concat([sha256(rpId), head])
}

/** RFC 9053 §7.1.1: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y. */
function toCoseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return toCbor(
    new Map<number, CborItem>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  )
}

type CborItem = number | string | Buffer | Map<number | string, CborItem>

/** RFC 8949, as far as it is needed here: small integers, texts and bytes under 64 KiB, maps. */
function toCbor(item: CborItem): Buffer {
  if (typeof item === 'number') return item < 0 ? toCborHead(1, -1 - item) : toCborHead(0, item)
  if (typeof item === 'string')
    return Buffer.concat([toCborHead(3, Buffer.byteLength(item)), Buffer.from(item)])
  if (Buffer.isBuffer(item)) return Buffer.concat([toCborHead(2, item.byteLength), item])
  const entries = Array.from(item).flatMap(([key, value]) => [toCbor(key), toCbor(value)])
  return Buffer.concat([toCborHead(5, item.size), ...entries])
}

function toCborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
}
