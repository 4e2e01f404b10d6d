// Opens pages in Chromium and asks axe-core: `node axe.mjs CHROMIUM`, with the pages' paths on standard input as JSON.
//
// Each page is opened twice. As a reader opens it: then it must ask for nothing, report nothing and run nothing. And
// with its own Content-Security-Policy out of the way, since that rightly forbids axe-core too: light, dark, in print,
// and 320 pixels wide. Prints JSON: for each page, for each view, what is wrong; and how often axe-core could not tell.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const QUIET = ['gpu', 'background-networking', 'component-update', 'sync', 'quic'].map((name) => `--disable-${name}`);
// Pages side by side: much of the time is waiting for the browser.
const LANES = 2;
const WIDE = { width: 1280, height: 900 };
// WCAG 2.2, success criterion 1.4.10.
const NARROW = { width: 320, height: 640 };
const VIEWS = {
  light: [WIDE, { colorScheme: 'light', media: 'screen' }],
  dark: [WIDE, { colorScheme: 'dark', media: 'screen' }],
  print: [WIDE, { colorScheme: 'light', media: 'print' }],
  narrow: [NARROW, { colorScheme: 'light', media: 'screen' }],
};

/** What a page must not hold or do, whatever its policy says. Runs in the page. */
function runs() {
  const found = [];
  const isData = /^(application|text)\/([\w.-]+\+)?(json|xml|plain)$/i;
  for (const script of document.querySelectorAll('script')) {
    if (!isData.test(script.type)) found.push(`a <script> that runs: ${script.outerHTML.slice(0, 120)}`);
  }
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) {
        found.push(`an attribute that runs: ${name}="${value.slice(0, 80)}"`);
      }
    }
  }
  return found;
}

/** Runs axe-core. Runs in the page. */
async function ask(tags) {
  // Off unless asked for by name, though it is WCAG 2.2 AA.
  const rules = { 'target-size': { enabled: true } };
  const report = await window.axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    rules,
    resultTypes: ['violations', 'incomplete'],
  });
  const faults = report.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message)[0] ?? help;
      return `${id}: ${why} @ ${target.join(' ')}`;
    }),
  );
  const unsure = report.incomplete.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} @ ${target.join(' ')}`));
  return { faults, unsure };
}

/** What a reader would have to scroll sideways for, or never see. Runs in the page. */
function tooWide(width) {
  const found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > width) {
    const culprits = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width,
    );
    const last = culprits.at(-1);
    const which = last ? ` (<${last.localName}> ${last.textContent.trim().slice(0, 60)})` : '';
    found.push(`the page is ${wide} pixels wide, not ${width}${which}`);
  }
  for (const element of document.body.querySelectorAll('*')) {
    const hides = /hidden|clip/.test(getComputedStyle(element).overflowX);
    // One pixel: text that only a screen reader is meant to meet.
    if (hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth) {
      found.push(`<${element.localName}> cuts off ${element.scrollWidth - element.clientWidth} pixels`);
    }
  }
  return found;
}

/** A tab, with its own policy in force or not, that writes down what its page asks for and complains of. */
async function open(browser, bypassCSP) {
  const context = await browser.newContext({ bypassCSP, viewport: WIDE });
  if (bypassCSP) await context.addInitScript({ content: AXE });
  const page = await context.newPage();
  const tab = { page, url: '', faults: new Set() };
  page.on('request', (request) => {
    const asked = request.url();
    if (asked !== tab.url && !asked.startsWith('data:')) tab.faults.add(`asks for ${asked}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tab.faults.add(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => tab.faults.add(`error: ${error.message}`));
  page.on('popup', () => tab.faults.add('opens a window'));
  page.on('dialog', (dialog) => {
    tab.faults.add(`opens a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return tab;
}

/** Shows a page in a tab, from the beginning. */
async function show(tab, url) {
  tab.url = url;
  tab.faults.clear();
  await tab.page.setViewportSize(WIDE);
  await tab.page.emulateMedia({ colorScheme: 'light', media: 'screen' });
  await tab.page.goto(url, { waitUntil: 'load' });
}

async function look({ reader, checker }, path) {
  const url = pathToFileURL(path).href;
  await show(reader, url);
  await show(checker, url);
  const report = { unsure: [] };
  const running = await checker.page.evaluate(runs);
  for (const [view, [viewport, media]] of Object.entries(VIEWS)) {
    await checker.page.setViewportSize(viewport);
    await checker.page.emulateMedia(media);
    const { faults, unsure } = await checker.page.evaluate(ask, TAGS);
    if (view === 'narrow') faults.push(...(await checker.page.evaluate(tooWide, viewport.width)));
    report[view] = faults;
    report.unsure.push(...unsure.map((what) => `${view}: ${what}`));
  }
  // Last: what a page complains of comes a moment after it has loaded.
  report.load = [...new Set([...reader.faults, ...checker.faults, ...running])];
  return report;
}

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ['--no-first-run', ...QUIET],
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  const paths = JSON.parse(readFileSync(0, 'utf8'));
  const report = {};
  const lane = async () => {
    const tabs = { reader: await open(browser, false), checker: await open(browser, true) };
    for (let path = paths.shift(); path; path = paths.shift()) {
      try {
        report[path] = await look(tabs, path);
      } catch (error) {
        report[path] = { load: [`cannot be looked at: ${error.message}`] };
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  process.stdout.write(JSON.stringify(report));
} finally {
  await browser.close();
}
