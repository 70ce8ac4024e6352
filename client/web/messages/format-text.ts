import { createElement, Fragment, type ReactNode } from 'react'
import { language } from '../language.ts'
import { formatCount } from '../locale.ts'

const rules = new Intl.PluralRules(language)

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** The form of a text for a number, which is written in place of `#`. */
export const plural = (count: number, forms: Forms): string =>
  (forms[rules.select(count)] ?? forms.other).replace('#', formatCount(count))

/** A template for texts with elements in them: rich`Press ${<kbd>n</kbd>} to begin.` */
export const rich = (texts: TemplateStringsArray, ...elements: ReactNode[]): ReactNode =>
  createElement(Fragment, null, ...texts.flatMap((text, index) => [text, elements[index]]))

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Keeps a text that is written from right to left from changing the order of the sentence around it (Unicode, FSI and PDI). */
export const isolate = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)
