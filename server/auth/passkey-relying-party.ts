import { AppError } from '../../core/app-error.ts'

/** What passkeys are bound to: they work at this host name only, on pages of this origin. */
export type RelyingParty = { id: string; origin: string }

/** Browsers offer WebAuthn over TLS and on localhost, and not for IP addresses. */
export function canUsePasskeys(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return !isAddress && (protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost'))
}

/** @throws AppError badInput */
export function getRelyingParty(baseUrl: string): RelyingParty {
  if (!canUsePasskeys(baseUrl))
    throw new AppError('badInput', 'Passkeys need an address that begins with https://, or localhost')
  const { hostname, origin } = new URL(baseUrl)
  return { id: hostname, origin }
}
