// Logs in at a hub's form with a real browser, starts the server and waits for JupyterLab.
// usage: node browser.cjs HUB_URL USER PASSWORD SCREENSHOT.png
// NODE_PATH has playwright-core, CHROMIUM names the browser. As root it runs without a sandbox.
const launch = require('./launch.cjs');

const [hubUrl, user, password, screenshot] = process.argv.slice(2);

async function logIn(page) {
  await page.goto(`${hubUrl}/hub/login`);
  await page.fill('#username_input', user);
  await page.fill('#password_input', password);
  await page.click('#login_submit');
}

async function waitForLab(page) {
  await page.waitForURL(/\/user\/[^/]+\/lab/, { timeout: 90_000 });
  await page.waitForSelector('#jp-main-dock-panel', { timeout: 60_000 });
  await page.waitForSelector('.jp-Launcher', { timeout: 60_000 });
}

async function main() {
  const browser = await launch();
  const page = await browser.newPage();
  try {
    await logIn(page);
    await waitForLab(page);
    console.log(await page.title());
  } finally {
    await page.screenshot({ path: screenshot });
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
