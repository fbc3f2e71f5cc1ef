/**
 * Part of main.tsx, and its first import: zod must find this before it makes its first schema. It would else try
 * `new Function`, which the Content-Security-Policy refuses with an error on the browser's console.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

export {};
