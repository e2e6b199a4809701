// Loaded before Azurite, which for every request compiles the path templates of all operations anew to find the one that is meant, and asks
// the system for sixteen random bytes at a time to name it: a twentieth of what a point read costs. This keeps which path fits which
// template, and takes names from node, which draws them a hundred at a time. What is answered stays the same.
"use strict";
const { randomUUID } = require("crypto");
const azurite = require("module").createRequire(process.argv[1]);

// Paths stand here without their keys; only names of tables, containers and queues make them many.
const MOST_PATHS = 1000;

for (const service of ["blob", "queue", "table"]) {
  const utils = azurite(`./${service}/generated/utils/utils`);
  const { isURITemplateMatch } = utils;
  const templatesByPath = new Map();
  utils.isURITemplateMatch = (path, template) => {
    if (templatesByPath.size > MOST_PATHS) templatesByPath.clear();
    let fits = templatesByPath.get(path);
    if (fits === undefined) templatesByPath.set(path, (fits = new Map()));
    if (!fits.has(template)) fits.set(template, isURITemplateMatch(path, template));
    return fits.get(template);
  };
}

// Modules take this function when they are loaded, which is later.
const v4 = azurite("uuid/v4");
require.cache[azurite.resolve("uuid/v4")].exports = (...how) => (how.length === 0 ? randomUUID() : v4(...how));
