/**
 * Makes the site's key where there is none, after `azd provision`: 32 random bytes that only the vault ever holds. It
 * goes there through Resource Manager, so whoever deploys needs no role in the vault, and reaches one that has no
 * public address.
 */
const { execFileSync } = require('node:child_process');
const { randomBytes } = require('node:crypto');

const apiVersion = '2026-05-15';

/**
 * @param {{ resourceManager: string, vaultId: string, secret: string, token: string }} where the secret's name, and
 *   who asks
 * @returns {Promise<'made' | 'kept'>}
 * @throws Error with what Resource Manager answered
 */
async function ensureSiteKey({ resourceManager, vaultId, secret, token }) {
  const address = `${resourceManager}${vaultId}/secrets/${secret}?api-version=${apiVersion}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const found = await fetch(address, { headers });
  if (found.ok) return 'kept';
  // Another key would give every file that is there a new id: only "there is none" is a reason to make one.
  if (found.status !== 404) throw new Error(`the vault was asked for ${secret}: ${await answer(found)}`);
  const value = randomBytes(32).toString('base64');
  const made = await fetch(address, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ properties: { value, contentType: 'TRIAGE_SITE_KEY: never change it' } }),
  });
  if (!made.ok) throw new Error(`${secret} was not put into the vault: ${await answer(made)}`);
  return 'made';
}

/** Resource Manager says what is wrong, and never repeats what it was sent. */
async function answer(response) {
  const { error } = await response.json().catch(() => ({}));
  return `${response.status} ${error?.code ?? ''} ${error?.message ?? ''}`.trim();
}

function tokenOfAzd(scope) {
  const said = execFileSync('azd', ['auth', 'token', '--output', 'json', '--scope', scope], {
    encoding: 'utf8',
  });
  return JSON.parse(said).token;
}

async function main() {
  const resourceManager = process.env.TRIAGE_RESOURCE_MANAGER ?? 'https://management.azure.com';
  const { TRIAGE_VAULT_ID: vaultId, TRIAGE_SITE_KEY_SECRET: secret } = process.env;
  if (!vaultId || !secret)
    throw new Error('TRIAGE_VAULT_ID is not set: azd starts this after `azd provision`');
  const token = tokenOfAzd(`${resourceManager}/.default`);
  const outcome = await ensureSiteKey({ resourceManager, vaultId, secret, token });
  console.log(
    outcome === 'made' ? "The site's key was made." : "The site's key is there and was left alone.",
  );
}

if (require.main === module)
  main().catch(({ message }) => {
    console.error(message);
    process.exitCode = 1;
  });

module.exports = { ensureSiteKey };
