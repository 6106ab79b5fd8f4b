// Global Privacy Control: the browser says no on behalf of its reader. It never says yes.
export const objects = () => navigator.globalPrivacyControl === true
