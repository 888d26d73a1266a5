// A browser without a window. CHROMIUM names it; as root it runs without a sandbox.
const { chromium } = require('playwright-core');

const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

module.exports = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: QUIET,
    chromiumSandbox: process.getuid() !== 0,
  });
