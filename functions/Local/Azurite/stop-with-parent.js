// Loaded before Azurite: when the process that started it closes the pipe or dies, even by kill -9, the emulator gets the SIGTERM on
// which it writes its data down. So it never outlives its owner.
"use strict";
const { Server } = require("http");

const ANSWERS_WITHIN_MS = 1000;

const stop = () => process.kill(process.pid, "SIGTERM");
process.stdin.once("close", stop);
process.stdin.resume();

// A server that closes waits for connections that clients opened ahead and never used, up to a minute, and its data with it.
const close = Server.prototype.close;
Server.prototype.close = function (...done) {
  setTimeout(() => this.closeAllConnections(), ANSWERS_WITHIN_MS).unref();
  return close.apply(this, done);
};
