// One visit to a hub that logs in through Keycloak, with a real browser. Prints what was seen, as JSON.
// usage: node keycloak_browser.cjs HUB_URL STATE.json PICTURE.png login USER PASSWORD
//        node keycloak_browser.cjs HUB_URL STATE.json PICTURE.png open PATH
//        node keycloak_browser.cjs HUB_URL STATE.json PICTURE.png logout
// Cookies stay in STATE.json from one visit to the next. NODE_PATH has playwright-core, CHROMIUM names the browser.
const { existsSync } = require('node:fs');
const launch = require('./launch.cjs');

const [hubUrl, state, picture, verb, ...rest] = process.argv.slice(2);

/** Through the hub's button to Keycloak's form, and back; the status of the hub's page after it. */
async function logIn(page, user, password) {
  await page.goto(`${hubUrl}/hub/login?next=%2Fhub%2Fhome`);
  await page.click('a[role=button]');
  await page.waitForSelector('#username');
  await page.fill('#username', user);
  await page.fill('#password', password);
  const answer = page.waitForResponse(
    (response) =>
      response.url().startsWith(hubUrl) &&
      response.request().isNavigationRequest() &&
      (response.status() < 300 || response.status() >= 400),
  );
  await page.click('#kc-login');
  return (await answer).status();
}

async function logOut(page) {
  await page.goto(`${hubUrl}/hub/home`);
  await page.click('#logout');
  await page.waitForSelector('#kc-logout');
  await page.click('#kc-logout');
  await page.waitForURL((url) => url.href.startsWith(hubUrl));
  return 200;
}

async function visit(page) {
  if (verb === 'login') return logIn(page, rest[0], rest[1]);
  if (verb === 'logout') return logOut(page);
  return (await page.goto(`${hubUrl}${rest[0]}`)).status();
}

async function main() {
  const browser = await launch();
  const context = await browser.newContext(existsSync(state) ? { storageState: state } : {});
  const page = await context.newPage();
  try {
    const status = await visit(page);
    await page.waitForLoadState();
    const seen = {
      status,
      url: page.url(),
      text: (await page.locator('body').innerText()).slice(0, 2000),
      admin: (await page.locator('a[href$="/hub/admin"]').count()) > 0,
      user: await page.evaluate(() => globalThis.jhdata?.user ?? ''),
    };
    console.log(JSON.stringify(seen));
  } finally {
    await page.screenshot({ path: picture });
    await context.storageState({ path: state });
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
