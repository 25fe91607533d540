const resolution = 5;

/** Time of this thread on a processor, in milliseconds: what other programs of the machine do does not count. */
function ownMilliseconds() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 2 * resolution));
}

/** The longest turn of this process's event loop while some work is awaited, in milliseconds. */
async function busiest(work) {
  let worst = 0;
  let before = ownMilliseconds();
  const timer = setInterval(() => {
    const now = ownMilliseconds();
    worst = Math.max(worst, now - before);
    before = now;
  }, resolution);
  await work();
  await pause();
  clearInterval(timer);
  return worst;
}

module.exports = { busiest, pause };
