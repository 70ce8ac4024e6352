import { AppError } from '../app-error.ts'

/** Shorter passwords are refused when they are a common one with digits or signs after it. */
const longEnough = 14

/** @throws AppError badInput for a password that attackers try early, and for one with the account's name in it */
export async function assertPasswordUncommon(password: string, accountName: string): Promise<void> {
  const common = await loadCommon()
  const folded = password.normalize('NFKC').toLowerCase()
  const stem = folded.replace(/[\d\W_]+$/, '')
  const isCommon = common.has(folded) || (folded.length < longEnough && common.has(stem))
  const isMonotonous = new Set(folded).size <= 3
  const hasName = accountName.length > 2 && folded.includes(accountName.toLowerCase())
  if (isCommon || isMonotonous || hasName) {
    throw new AppError('badInput', 'password: too easy to guess; use several random words')
  }
}

/** Needed only when a password is set, and then not kept: it is a few MB. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}
