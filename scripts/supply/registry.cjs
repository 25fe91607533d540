/**
 * Asks the registry whether it signed what is installed, and whether anything that is deployed has a known
 * vulnerability of high or critical severity: `node scripts/supply/registry.cjs`. Exit code 1 if it answers and the
 * answer is bad. A mirror may answer neither, and a machine may have no network: that is said, and is no failure.
 */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');

/** npm's words for "nobody answered that": no network, no such service, or no keys to check signatures with. */
const networkCodes = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\b/;
const noService = /\b(403|404|405|501) |installed from a supported registry/;
const noAnswer = (text) => networkCodes.test(text) || noService.test(text);

const severe = ['high', 'critical'];

/** The findings in what `npm audit signatures --json` said; nothing if that is no answer. */
function badSignatures({ invalid, missing }) {
  if (!Array.isArray(invalid) || !Array.isArray(missing)) return undefined;
  const named = (what) => (one) => `${one.name}@${one.version}: ${what}`;
  return [...invalid.map(named('wrong signature')), ...missing.map(named('no signature'))];
}

/** The findings in what `npm audit --json` said; nothing if that is no answer. */
function severeAdvisories({ vulnerabilities, metadata }) {
  if (!vulnerabilities || !metadata) return undefined;
  return Object.values(vulnerabilities)
    .filter(({ severity }) => severe.includes(severity))
    .map(({ name, severity, range }) => `${name} ${range}: ${severity}`);
}

/**
 * @param findingsIn the findings in an answer, or undefined if there is no answer in it
 * @param {{ status: number | null, stdout: string, stderr: string }} said
 * @returns {{ outcome: 'passed' | 'failed' | 'not answered', because: string[] }}
 */
function verdict(findingsIn, { status, stdout, stderr }) {
  let answer;
  try {
    answer = JSON.parse(stdout);
  } catch {
    return { outcome: 'failed', because: [stderr.trim() || 'npm said nothing'] };
  }
  const findings = findingsIn(answer);
  if (findings?.length > 0) return { outcome: 'failed', because: findings };
  if (findings && status === 0) return { outcome: 'passed', because: [] };
  const problem = answer.error?.summary || answer.message || stderr.trim();
  return { outcome: !findings && noAnswer(problem) ? 'not answered' : 'failed', because: [problem] };
}

const questions = [
  { name: 'signatures of all packages', args: ['audit', 'signatures'], findingsIn: badSignatures },
  {
    name: 'vulnerabilities of high or critical severity in what is deployed',
    args: ['audit', '--omit=dev', '--audit-level=high'],
    findingsIn: severeAdvisories,
  },
];

function ask({ name, args, findingsIn }) {
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 2 ** 26 };
  const said = spawnSync('npm', [...args, '--json', '--fetch-retries=0', '--fetch-timeout=20000'], options);
  const { outcome, because } = verdict(findingsIn, said);
  console.log(`${name}: ${outcome}${because.map((line) => `\n  ${line}`).join('')}`);
  return outcome;
}

if (require.main === module) process.exitCode = questions.map(ask).includes('failed') ? 1 : 0;

module.exports = { badSignatures, severeAdvisories, verdict };
