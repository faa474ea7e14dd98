// Runs Azurite in a process that outlives Ctrl+C and a closed terminal: both reach every process of the terminal, and
// storage must answer until the host has finished its work. The host ends it with SIGTERM, or with a line "stop" on
// standard input where there are no signals. When the host is killed the emulator lives on, and the next one finds it.
"use strict";

const fs = require("fs");

const log = fs.openSync(process.argv.splice(2, 1)[0], "a");
// A pipe would break when the host is killed; a file does not.
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text, encoding, done) => {
    fs.writeSync(log, text);
    const callback = typeof encoding === "function" ? encoding : done;
    if (callback) callback();
    return true;
  };
}

const once = process.once.bind(process);
process.once = (name, handler) => (name === "SIGINT" ? process : once(name, handler));
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

process.stdin.on("data", (text) => {
  if (text.toString().trim() === "stop") process.emit("SIGTERM");
});
process.stdin.on("error", () => {});
process.stdin.unref();

require("azurite/dist/src/azurite.js");
