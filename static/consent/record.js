// The record of a choice, as it stands in one cookie. Pure: text in, record out, and back.
//
//   1:2027-01-01~tracking:1:accept:29977920:2027-01-01:5be1c0a2:f3aQ0ck9dW00
//
// The format, the newest statement the reader was told of, and then each answer: its key, a yes, how it was given,
// when, the statement and the bundle that were shown, and the scope: six characters an element.

/**
 * One answer, to a purpose or to one service of it. A yes is 1, a no is empty. `how` is what the reader did: accept,
 * reject, choose, embed, gpc or withdraw. Time is in minutes, precise enough to prove something by and too coarse to
 * recognise somebody by; read back from the cookie it is text.
 * @typedef {[key: string, yes: 1 | '' | '1', how: string, time: number, version: string, bundle: string,
 *   scope: string]} Answer
 *
 * @typedef {{seen: string, answers: Answer[]}} ConsentRecord `seen` is the newest statement the reader was told of.
 */

const SHAPE = /^1:[\d-]{10}(~[\w/-]+:1?:[a-z]+:\d+:[\d-]{10}:\w+:([\w-]{6})*)*$/
const LONGEST = 2000

/**
 * What is not wholly ours is no record.
 * @param {string} text
 * @returns {ConsentRecord | undefined}
 */
export const decode = (text) => {
  if (text.length > LONGEST || !SHAPE.test(text)) return
  const [head, ...answers] = text.split('~')
  return {
    seen: head.slice(2),
    answers: answers.map((answer) => answer.split(':')),
  }
}

/**
 * @param {ConsentRecord} record
 * @returns {string}
 */
export const encode = ({ seen, answers }) => ['1:' + seen, ...answers.map((answer) => answer.join(':'))].join('~')
