import type { CSSProperties } from 'react'
import type { List } from '../lists/all-lists.ts'

/** Passes the colour of a list, if it has one, to the styles. */
export const listColor = (list: List | undefined): CSSProperties | undefined =>
  list?.color ? ({ '--list-color': list.color } as CSSProperties) : undefined
