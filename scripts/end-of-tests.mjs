// Loaded into every process of a test file. A file whose tests are over and which does not end, because a socket or a timer
// was left open, would hold all tests up for ever: it is ended, and what was left is told.

const patienceMs = 15_000;

// The process that starts the files is no test itself.
if (process.env.NODE_TEST_CONTEXT !== undefined) {
  const { after } = await import('node:test');
  after(() => {
    const timer = setTimeout(() => {
      console.error(`LEFT OPEN after the last test: ${process.getActiveResourcesInfo().join(', ')}`);
      process.exit();
    }, patienceMs);
    timer.unref();
  });
}
