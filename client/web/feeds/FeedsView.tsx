export function FeedsView() {
  return <h1>Feeds</h1>
}
