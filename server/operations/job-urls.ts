/** The status and the file of a job are resources of the REST door, for clients of the other doors too. */
export function toJobUrls(baseUrl: string, id: string): { statusUrl: string; resultUrl: string } {
  const url = `${baseUrl}/api/v1/todos/ical/${id}`
  return { statusUrl: `${url}/status`, resultUrl: `${url}/result` }
}
