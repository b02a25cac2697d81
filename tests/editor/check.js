"use strict";
/* Asks the language server about our files as an editor does, and compares with what the
 * program says.
 *   check.js PROGRAM TESTS WORK
 * TESTS is the folder of all tests; WORK/out holds the schema of each kind of file. */

const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const { completions, hovers, unseen } = require("./expected.js");
const { Server } = require("./server.js");

const TIME_LIMIT = 60000; /* milliseconds; it takes two seconds */

const [program, tests, work] = process.argv.slice(2);
const guide = fs.readFileSync(path.join(tests, "../motifs/README.md"), "utf8");
/* Where files of a kind lie, unless beside the motifs. */
const folders = { layout: "motifs/layouts", order: "motifs/orders" };
const server = new Server();
let mistakes = 0;
let documents = 0;

function fail(text) {
    console.error(text);
    mistakes++;
}

function same(what, expected, actual) {
    const [wanted, got] = [expected, actual].map((value) => JSON.stringify(value));
    if (wanted !== got)
        fail(`${what}:\nexpected ${wanted}\nactual ${got}`);
}

/* What the guide tells people to write at the top of a motif, made for the place of this
 * kind of file. */
function modeline(kind) {
    const [line] = /^# yaml-language-server: .*$/m.exec(guide) || [""];
    const up = kind in folders ? "../../" : "../";
    return line.replace("../", up).replace("motif.", `${kind}.`);
}

/* Opens a text as a new file beside motifs and layouts. Its lines count from 1, as the
 * program counts them: the modeline stands before the first. */
async function open(kind, text) {
    const folder = folders[kind] || "motifs";
    const name = `${++documents}.yaml`;
    const uri = pathToFileURL(path.join(work, folder, name)).href;
    const found = await server.open(uri, `${modeline(kind)}\n${text}`);
    return {
        uri,
        findings: found.map(({ range, message }) => ({ line: range.start.line, message })),
    };
}

function files(folder) {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const name = path.join(folder, entry.name);
        if (entry.isDirectory())
            return files(name);
        return name.endsWith(".yaml") ? [name] : [];
    });
}

function kindByPlace(file) {
    const name = path.basename(file, ".yaml");
    if (path.basename(path.dirname(file)) === "layouts")
        return "layout";
    if (/^order:/m.test(fs.readFileSync(file, "utf8")))
        return "order";
    return ["campaign", "sizes", "printing"].includes(name) ? name : "motif";
}

function openFile(file) {
    return open(kindByPlace(file), fs.readFileSync(file, "utf8"));
}

async function checkGoodFiles() {
    const good = [
        ...files(path.join(tests, "../motifs")),
        ...files(path.join(tests, "cases")),
        ...files(path.join(tests, "scripts")),
        ...files(path.join(tests, "errors/layouts")),
        path.join(tests, "errors/campaign.yaml"),
        path.join(tests, "errors/sizes.yaml"),
    ];
    await Promise.all(good.map(async (file) => {
        for (const { line, message } of (await openFile(file)).findings)
            fail(`${file}:${line}: the editor finds fault with a good file: ${message}`);
    }));
    console.log(`${good.length} good files`);
}

/* What the program says about the mistakes below errors/: {folder, file, line, message,
 * id} each. */
function programFindings() {
    const place = /^(\S+\.yaml):(\d+):\d+: \w+: (.*) \[(.*)\]$/gm;
    return fs.readdirSync(path.join(tests, "errors")).flatMap((folder) => {
        const expected = path.join(tests, "errors", folder, "expected");
        if (!fs.existsSync(expected))
            return [];
        const found = fs.readFileSync(expected, "utf8").matchAll(place);
        return [...found].map(([, file, line, message, id]) =>
            ({ folder, file, line: Number(line), message, id }));
    });
}

function isUnseen({ folder, id }) {
    const names = Object.values(unseen).flat();
    return names.includes(folder) || names.includes(id);
}

/* A line is marked exactly if something is wrong in it that a schema can see. */
function checkLine(findings, marks) {
    const { folder, file, line } = findings[0];
    const seen = findings.find((finding) => !isUnseen(finding));
    const place = `${path.join(tests, "errors", file)}:${line}`;
    if (seen && marks.length === 0)
        fail(`${place}: the editor does not see: ${seen.message} [${seen.id}]\n` +
            `if no schema can see it, add "${seen.id}" or "${folder}" to \`unseen\` in ` +
            path.join(__dirname, "expected.js"));
    if (!seen && marks.length > 0)
        fail(`${place}: the editor sees what \`unseen\` in expected.js says it cannot: ` +
            marks.map(({ message }) => message).join("; "));
}

async function checkMistakes() {
    const lines = new Map();
    const findings = programFindings();
    for (const finding of findings) {
        const key = `${finding.file}:${finding.line}`;
        lines.set(key, [...(lines.get(key) || []), finding]);
    }
    await Promise.all([...lines.values()].map(async (here) => {
        const { file, line } = here[0];
        const opened = await openFile(path.join(tests, "errors", file));
        checkLine(here, opened.findings.filter((mark) => mark.line === line));
    }));
    for (const name of Object.values(unseen).flat()) {
        if (!findings.some(({ folder, id }) => name === folder || name === id))
            fail(`expected.js: no mistake in tests/errors has "${name}"`);
    }
    console.log(`${lines.size} lines with mistakes`);
}

/* `text` has ‸ where the cursor is. */
async function ask(method, kind, text) {
    const before = text.slice(0, text.indexOf("‸")).split("\n");
    const { uri } = await open(kind, text.replace("‸", ""));
    return server.ask(method, uri,
        { line: before.length, character: before[before.length - 1].length });
}

async function checkCompletion({ kind, text, all, some, inserts }) {
    const { items } = await ask("completion", kind, text);
    const labels = items.map(({ label }) => label);
    const what = `offered at ‸ in the ${kind}\n${text}\n`;
    if (all)
        same(what, all, labels);
    if (some)
        same(what, some, some.filter((label) => labels.includes(label)));
    if (inserts) {
        const texts = items.map(({ insertText }) => insertText);
        same(`inserted if ${what}`, inserts,
            inserts.filter((one) => texts.includes(one)));
    }
}

/* The help of each key, by section.key. */
function keyHelp(kind) {
    const lines = execFileSync(program, ["keys", kind], { encoding: "utf8" }).split("\n");
    return new Map(lines.map((line) => {
        const [name, , , help] = line.split("\t");
        return [name, help];
    }));
}

async function checkHover({ kind, text, key, then }) {
    const hover = await ask("hover", kind, text);
    const [shown] = (hover ? hover.contents.value : "").split("\n\nSource: ");
    same(`shown at ‸ in the ${kind}\n${text}\n`,
        [keyHelp(kind).get(key), ...then].join("\n\n"), shown);
}

async function main() {
    await server.start();
    await checkGoodFiles();
    await checkMistakes();
    await Promise.all([...completions.map(checkCompletion), ...hovers.map(checkHover)]);
    await server.stop();
    process.exitCode = mistakes > 0 ? 1 : 0;
}

function abort(text) {
    console.error(text);
    server.kill();
    process.exit(1);
}

const limit = setTimeout(() => abort(`no answer in ${TIME_LIMIT / 1000} seconds: ` +
    server.waiting().map(({ what }) => what).join(", ")), TIME_LIMIT);
main().catch((error) => abort(error.message)).finally(() => clearTimeout(limit));
