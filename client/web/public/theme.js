// Blocks the first paint, so that the page does not flash in the other theme. The rest is in theme.ts.
document.documentElement.dataset.theme = localStorage.getItem('taskoverflow-theme') ?? 'auto'
