// Which server the tests talk to, as run.mjs tells them.
const { BORDER_SERVER, BORDER_FEEDS } = process.env;
if (!BORDER_SERVER || !BORDER_FEEDS) throw new Error('BORDER_SERVER and BORDER_FEEDS are not set; start the tests with run.mjs.');

/** Its address, `host:port`. */
export const address = BORDER_SERVER;

/** The feeds of the services that are there. */
export const feeds = BORDER_FEEDS.split(',');
