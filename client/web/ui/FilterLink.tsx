import { Link } from 'react-router'
import { formatCount } from '../locale.ts'
import './FilterLink.css'

type Props = {
  name: string
  to: string
  /** Undefined while it is not known. */
  count: number | undefined
  isCurrent: boolean
}

/** One of several filters, with the number of what it would show. */
export const FilterLink = ({ name, to, count, isCurrent }: Props) => (
  <Link className="filter-link" to={to} preventScrollReset aria-current={isCurrent || undefined}>
    {name} {count !== undefined && <span className="filter-count">{formatCount(count)}</span>}
  </Link>
)
