import { Icon } from '../ui/Icon.tsx'

type Props = { name: string; className?: string }

/** Opens the search of a narrow page. */
export const SearchButton = ({ name, className = '' }: Props) => (
  <button
    className={`button icon todos-search-button ${className}`}
    type="button"
    title={name}
    onClick={() => document.querySelector<HTMLElement>('.todo-search input')?.focus()}
  >
    <Icon name="filter" />
    <span className="visually-hidden">{name}</span>
  </button>
)
