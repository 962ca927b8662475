// Builds what the browser gets, from static/src and the pinned npm packages. `npm run build` writes; `-- --check` only
// compares, and exits 1 when a built file is out of step with its sources. The output is committed and deterministic,
// so installing Masterpiece needs no Node.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { cleanGovuk, cleanMoj } from './vendor.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const packages = join(root, 'node_modules');
const checking = process.argv.includes('--check');
const wanted = new Map(); // path under static/ -> Buffer

const read = (...parts) => readFileSync(join(...parts));
const put = (path, content) => wanted.set(path, Buffer.from(content));

// 1. Vendored sources: stylesheets without what may not be redistributed or is not used, and the typeface.
function vendor() {
  put('vendor/govuk-frontend.css', cleanGovuk(read(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.css').toString()));
  put('vendor/moj-frontend.css', cleanMoj(read(packages, '@ministryofjustice/frontend/moj/moj-frontend.min.css').toString()));
  const font = join(packages, '@fontsource/atkinson-hyperlegible-next');
  put('vendor/atkinson-hyperlegible-next.LICENSE.txt', read(font, 'LICENSE')); // the licence travels with the typeface
  const ranges = JSON.parse(read(font, 'unicode.json'));
  const faces = [];
  for (const subset of ['latin', 'latin-ext']) {
    for (const [weight, style] of [[400, 'normal'], [400, 'italic'], [600, 'normal'], [700, 'normal']]) {
      const name = `atkinson-hyperlegible-next-${subset}-${weight}-${style}.woff2`;
      put(`vendor/fonts/${name}`, read(font, 'files', name));
      faces.push(
        `@font-face {\n  font-family: "Atkinson Hyperlegible Next";\n  font-style: ${style};\n  font-weight: ${weight};\n` +
        `  font-display: swap;\n  src: url("./fonts/${name}") format("woff2");\n  unicode-range: ${ranges[subset]};\n}\n`);
    }
  }
  put('vendor/fonts.css', faces.join('\n'));
  put('dist/mark.svg', read(here, 'src', 'mark.svg'));
}

// The bundler reads vendored sources from memory, so --check never depends on what lies on the disk.
const fromMemory = {
  name: 'vendored',
  setup(plugins) {
    plugins.onLoad({ filter: /[\\/]static[\\/]vendor[\\/].*\.css$/ }, ({ path }) =>
      ({ contents: wanted.get(relative(here, path).replaceAll('\\', '/')), loader: 'css', resolveDir: dirname(path) }));
    plugins.onResolve({ filter: /vendor\/.*\.css$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path) }));
    plugins.onResolve({ filter: /\.woff2$/ }, ({ path }) => ({ path: `../vendor/${path.slice(2)}`, external: true }));
  },
};

async function bundle(entry, name) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true, minify: true, write: false, charset: 'utf8', legalComments: 'none',
    format: 'esm', target: ['es2020', 'chrome90', 'firefox90', 'safari15'],
    absWorkingDir: root, nodePaths: [packages], outfile: join(here, 'dist', name), plugins: [fromMemory], logLevel: 'warning',
  });
  for (const { path, contents } of result.outputFiles) put(`dist/${basename(path)}`, contents); // a script may bring its styles
}

// 2. One stylesheet, one script for every page, and one script per folder static/src/<name>/ that has an index.js.
async function bundles() {
  await bundle('src/css/index.css', 'masterpiece.css');
  await bundle('src/js/index.js', 'masterpiece.js');
  const folders = readdirSync(join(here, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!['css', 'js'].includes(name) && existsSync(join(here, 'src', name, 'index.js'))) {
      await bundle(`src/${name}/index.js`, `${name}.js`);
    }
  }
}

// 3. The manifest gives each name its content hash, for addresses that may be cached for a year; .gz for servers that send it.
function manifest() {
  const names = [...wanted.keys()].filter((path) => path.startsWith('dist/')).sort();
  const hashes = {};
  for (const path of names) {
    hashes[path.replace('dist/', '')] = createHash('sha256').update(wanted.get(path)).digest('hex').slice(0, 8);
  }
  for (const path of names) {
    const packed = gzipSync(wanted.get(path), { level: 9 }); // Node writes mtime 0
    packed[9] = 255; // and the system it ran on: "unknown", so that every machine writes the same bytes
    put(`${path}.gz`, packed);
  }
  put('dist/manifest.json', `${JSON.stringify(hashes, null, 2)}\n`);
}

// Versions of zlib pack differently, so of a packed file it is compared what it holds.
function inStep(path, content) {
  const file = join(here, path);
  if (!existsSync(file)) return false;
  const there = readFileSync(file);
  return path.endsWith('.gz') ? gunzipSync(there).equals(gunzipSync(content)) : there.equals(content);
}

function left() {
  const built = [];
  for (const folder of ['dist', 'vendor', 'vendor/fonts']) {
    if (!existsSync(join(here, folder))) continue;
    for (const entry of readdirSync(join(here, folder), { withFileTypes: true })) {
      if (entry.isFile()) built.push(`${folder}/${entry.name}`);
    }
  }
  return built.filter((path) => !wanted.has(path));
}

vendor();
await bundles();
manifest();
if (checking) {
  const stale = [...wanted].filter(([path, content]) => !inStep(path, content)).map(([path]) => path);
  const wrong = [...stale, ...left()];
  if (wrong.length) {
    console.error(`Out of step with their sources: ${wrong.join(', ')}. Run npm run build and commit what it writes.`);
    process.exit(1);
  }
} else {
  for (const path of left()) rmSync(join(here, path));
  for (const [path, content] of wanted) {
    mkdirSync(dirname(join(here, path)), { recursive: true });
    writeFileSync(join(here, path), content);
  }
}
