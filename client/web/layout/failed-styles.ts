const failed = new Set<string>()

document.addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return
    failed.add(target.href)
    target.remove()
  },
  // Errors do not bubble.
  { capture: true },
)

/** Loads the style sheets that could not be loaded before: the bundler's loader requests each only once. */
export async function loadFailedStyles(): Promise<void> {
  await Promise.all([...failed].map(loadStyle))
}

async function loadStyle(href: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  await new Promise((resolve, reject) => {
    link.addEventListener('load', resolve)
    link.addEventListener('error', reject)
    document.head.append(link)
  })
  failed.delete(href)
}
