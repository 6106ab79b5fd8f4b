// The record of a choice for the reader to keep, in the fields of ISO/IEC TS 27560 as its free derivatives name them.
// docs/schema/consent-record.schema.json describes it.
import { controller, life, locale, statement } from './site.js'

/**
 * @param {import('./record.js').Answer[]} answers
 */
export const receipt = (answers) => {
  const moment = (/** @type {number} */ minutes) => new Date(minutes * 6e4).toISOString()
  return {
    schema_version: '1.0',
    party_name: controller,
    privacy_notice: statement,
    language: locale,
    events: answers.map(([purpose, yes, method, time, version, bundle, scope]) => ({
      purpose,
      event_state: yes ? 'given' : method == 'withdraw' ? 'withdrawn' : 'refused',
      event_time: moment(time),
      valid_until: moment(+time + life),
      method,
      version,
      bundle,
      scope,
    })),
  }
}
