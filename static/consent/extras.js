// Parts that only some sites need: the build lists them here. They hear of each page and of each choice.

/** @type {import('./main.js').Extra[]} */
export const extras = []
