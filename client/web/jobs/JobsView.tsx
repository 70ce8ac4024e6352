export function JobsView() {
  return <h1>Jobs</h1>
}
