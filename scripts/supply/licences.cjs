/** Which licences what is deployed may have. */

/** Permissive: may be used and passed on with a notice. */
const allowed = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'CC0-1.0'];

/** Packages with another licence, by name, each with the reason that it may be there. */
const exceptions = [
  {
    name: /^@img\/sharp-(libvips-|wasm32$|win32-)/,
    licence: 'LGPL-3.0-or-later',
    reason:
      'libvips, unchanged, in a package or shared library of its own that anybody can replace; the rest of the app is no part of it',
  },
];

/** @returns an SPDX expression as its alternatives, each the licences that apply together */
function alternatives(expression) {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]| WITH /.test(plain)) return [[expression]];
  return plain.split(' OR ').map((together) => together.split(' AND '));
}

/** The licences of a CycloneDX component as one SPDX expression. */
function expressionOf({ licenses = [] }) {
  return licenses.map(({ license, expression }) => expression ?? license.id ?? license.name).join(' AND ');
}

/** The components, as `name@version: licence`, that have a licence which is neither allowed nor an exception. */
function refusedLicences(components) {
  return components
    .filter((component) => {
      const fits = (licence) =>
        allowed.includes(licence) ||
        exceptions.some((one) => one.licence === licence && one.name.test(component.name));
      return !alternatives(expressionOf(component)).some((together) => together.every(fits));
    })
    .map((component) => `${component['bom-ref']}: ${expressionOf(component) || 'no licence'}`);
}

module.exports = { exceptions, refusedLicences };
