"use strict";
/* A yaml-language-server, spoken to as an editor speaks to it: LSP over its standard
 * input and output. */

const { spawn } = require("child_process");
const path = require("path");

const program = path.join(
    __dirname, "node_modules", "yaml-language-server", "bin", "yaml-language-server");

/* The server's defaults, except that nothing comes from the network. */
const settings = {
    yaml: {
        schemaStore: { enable: false },
        validate: true,
        hover: true,
        completion: true,
    },
};

const capabilities = {
    textDocument: {
        completion: {
            completionItem: { snippetSupport: true, documentationFormat: ["markdown"] },
        },
    },
    workspace: { configuration: true },
};

class Server {
    constructor() {
        this.input = Buffer.alloc(0);
        this.requests = new Map(); /* {resolve, reject, what} by id */
        this.documents = new Map(); /* the same by URI: whose diagnostics are awaited */
        this.count = 0;
        this.child = spawn(process.execPath, [program, "--stdio"],
            { stdio: ["pipe", "pipe", "inherit"] });
        this.child.stdout.on("data", (data) => this.read(data));
        this.child.stdin.on("error", () => {}); /* it has ended: `end` says so */
        this.child.on("close", (code, signal) => this.end(code === null ? signal : code));
    }

    /* Ends when the server has the settings. */
    async start() {
        await this.request("initialize",
            { processId: process.pid, rootUri: null, capabilities });
        this.notify("initialized", {});
        const configured = new Promise((resolve) => { this.configured = resolve; });
        this.notify("workspace/didChangeConfiguration", { settings: {} });
        await configured;
    }

    async stop() {
        await this.request("shutdown", null);
        this.notify("exit", null);
    }

    /* What the server says about a text that nobody has opened before. */
    open(uri, text) {
        const diagnostics = new Promise((resolve, reject) => {
            this.documents.set(uri, { resolve, reject, what: `diagnostics of ${uri}` });
        });
        this.notify("textDocument/didOpen",
            { textDocument: { uri, languageId: "yaml", version: 1, text } });
        return diagnostics;
    }

    ask(method, uri, position) {
        return this.request(`textDocument/${method}`, { textDocument: { uri }, position });
    }

    request(method, params) {
        const id = ++this.count;
        this.send({ id, method, params });
        return new Promise((resolve, reject) => {
            this.requests.set(id, { resolve, reject, what: method });
        });
    }

    notify(method, params) {
        this.send({ method, params });
    }

    send(message) {
        const text = JSON.stringify({ jsonrpc: "2.0", ...message });
        this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    }

    read(data) {
        this.input = Buffer.concat([this.input, data]);
        for (;;) {
            const end = this.input.indexOf("\r\n\r\n");
            const head = end < 0 ? "" : this.input.toString("latin1", 0, end);
            const length = Number((/Content-Length: (\d+)/i.exec(head) || [])[1]);
            const next = end + 4 + length;
            if (end < 0 || this.input.length < next)
                return;
            const message = JSON.parse(this.input.toString("utf8", end + 4, next));
            this.input = this.input.subarray(next);
            this.receive(message);
        }
    }

    receive(message) {
        if (message.method === undefined)
            this.answered(message);
        else if (message.id !== undefined)
            this.asked(message);
        else if (message.method === "textDocument/publishDiagnostics")
            this.published(message.params);
    }

    answered({ id, result, error }) {
        const { resolve, reject, what } = this.requests.get(id);
        this.requests.delete(id);
        if (error)
            reject(new Error(`${what}: ${error.message}`));
        else
            resolve(result);
    }

    asked({ id, method, params }) {
        let result = null;
        if (method === "workspace/configuration") {
            result = params.items.map(({ section }) => settings[section] || null);
            this.configured();
        }
        this.send({ id, result });
    }

    published({ uri, diagnostics }) {
        const waiting = this.documents.get(uri);
        this.documents.delete(uri);
        if (waiting)
            waiting.resolve(diagnostics);
    }

    /* What is asked and not answered. */
    waiting() {
        return [...this.requests.values(), ...this.documents.values()];
    }

    end(code) {
        for (const { reject, what } of this.waiting())
            reject(new Error(`the language server ended (${code}) before: ${what}`));
    }

    kill() {
        this.child.kill("SIGKILL");
    }
}

module.exports = { Server };
