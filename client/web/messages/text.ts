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
