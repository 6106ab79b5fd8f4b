// The record of a choice for the reader to keep, in the fields of ISO/IEC TS 27560 as its free derivatives name them.
// Pure; docs/schema/consent-record.schema.json describes it.

/**
 * @param {import('./site.js').Site} site
 * @param {import('./record.js').Answer[]} answers
 */
export const receipt = (site, answers) => {
  const moment = (/** @type {number} */ minutes) => new Date(minutes * 6e4).toISOString()
  return {
    schema_version: '1',
    party_name: site.controller,
    privacy_notice: site.statement,
    language: site.locale,
    events: answers.map(([purpose, granted, method, time, version, bundle, scope]) => ({
      purpose,
      event_state: granted ? 'given' : method == 'withdraw' ? 'withdrawn' : 'refused',
      event_time: moment(time),
      valid_until: moment(time + site.life),
      method,
      version,
      bundle,
      scope,
    })),
  }
}
