import './ListDot.css'

/** The colour of a list; an outline when it has none. */
export const ListDot = ({ color }: { color: string | null }) => (
  <span
    className="list-dot"
    aria-hidden="true"
    style={color === null ? undefined : { borderColor: color, backgroundColor: color }}
  />
)
