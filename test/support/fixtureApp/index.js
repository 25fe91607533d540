/** A function app for the tests of the local runtime. It knows nothing about that runtime. */
require('./activities');
require('./orchestrations');
require('./clientRoutes');
if (process.env.FIXTURE_TRIGGERS) require('./triggers');
if (process.env.FIXTURE_EXTRA) require(process.env.FIXTURE_EXTRA);
