// Loaded before Azurite: when the process that started it closes the pipe or dies, even by kill -9, the emulator gets the SIGTERM on
// which it writes its data down. So it never outlives its owner.
const stop = () => process.kill(process.pid, "SIGTERM");
process.stdin.once("close", stop);
process.stdin.resume();
