import { z } from 'zod'

// Compiling schemas needs eval, which the page's content security policy forbids. Must run before any schema is created.
z.config({ jitless: true })
