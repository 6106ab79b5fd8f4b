// Parts that only some sites need: consent.py lists them here. They hear of each page and of each choice.

/** @type {import('./main.js').Extra[]} */
export const extras = []
