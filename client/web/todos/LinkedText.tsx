const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/

/** A text whose web addresses are links. */
export function LinkedText({ text }: { text: string }) {
  return text.split(address).map((part, n) =>
    n % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the same address can occur twice
      <a key={n} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ),
  )
}
