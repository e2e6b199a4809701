// Loaded before Azurite, which as it starts reads a thousand files that nobody needs here: of an SQL server that could keep its data, of
// telemetry for its makers, of cookies for a client. They are two fifths of the time until it listens. Whatever should ask for one of
// them after all fails.
"use strict";
const Module = require("module");
const azurite = Module.createRequire(process.argv[1]);

const standIn = (name, exports) => {
  const module = new Module(azurite.resolve(name));
  Object.assign(module, { exports, loaded: true });
  require.cache[module.id] = module;
};

// Its tables are declared, whether there is a server or not.
standIn("sequelize", { Model: class {} });
standIn("applicationinsights", {});
standIn("tough-cookie", {});
