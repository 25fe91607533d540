/** A function app for the tests of the local runtime. Nothing in it knows that runtime. */
require('./activities');
require('./orchestrations');
require('./clientRoutes');
if (process.env.FIXTURE_TRIGGERS) require('./triggers');
if (process.env.FIXTURE_EXTRA) require(process.env.FIXTURE_EXTRA);
