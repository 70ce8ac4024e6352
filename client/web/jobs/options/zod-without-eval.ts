import { z } from 'zod'

// Compiling a schema needs eval, which the page's content security policy forbids. Before any schema is made.
z.config({ jitless: true })
