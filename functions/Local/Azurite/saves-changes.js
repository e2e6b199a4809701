// Loaded before Azurite, which writes every row of every table down again five seconds after any of them changed: with 100 MB of rows
// nobody gets an answer for seconds, again and again. This appends what changed to a file beside it, as often as before, and writes all down
// only when such files have grown larger than the rest. Killed at any moment it has no less on disk than Azurite had.
"use strict";
const fs = require("fs");
const path = require("path");
const azurite = require("module").createRequire(process.argv[1]);
const Store = azurite("./table/persistence/LokiTableMetadataStore").default;

// The file of all rows says which files of changes it holds already: those up to this number.
const HELD = "$HELD$";
const FEWEST_BYTES = 16 * 1024 * 1024;

const filesOf = (name) => {
  const start = `${path.basename(name)}-changes-`;
  const files = fs.readdirSync(path.dirname(name)).filter((file) => file.startsWith(start));
  return files
    .map((file) => ({ file: path.join(path.dirname(name), file), number: Number(file.slice(start.length)) }))
    .sort((one, other) => one.number - other.number);
};

// Lines of collection, id and row; null is a row that went. What a dying process left of a last line is no line.
const applyTo = (all, text) => {
  const lines = text.split("\n").slice(0, -1).map((line) => JSON.parse(line));
  for (const collection of all.collections) {
    const changes = lines.filter(([name]) => name === collection.name);
    if (changes.length === 0) continue;
    const rows = new Map(collection.data.map((row) => [row.$loki, row]));
    changes.forEach(([, id, row]) => (row === null ? rows.delete(id) : rows.set(id, row)));
    collection.data = [...rows.values()].sort((one, other) => one.$loki - other.$loki);
    collection.maxId = changes.reduce((most, [, id]) => Math.max(most, id), collection.maxId);
    collection.idIndex = null;
    collection.binaryIndices = {};
  }
};

const keepChanges = (db) => {
  const usual = db.persistenceAdapter;
  const changed = new Map();
  let [names, number, bytesOfAll, bytesOfChanges] = [undefined, 0, 0, 0];

  const watch = (collection) => {
    const rows = new Map();
    changed.set(collection, rows);
    collection.on(["insert", "update"], (row) => rows.set(row.$loki, row));
    collection.on("delete", (row) => rows.set(row.$loki, null));
  };
  const namesOf = () => db.collections.map(({ name }) => name).join();

  const append = () => {
    const lines = [];
    for (const [{ name }, rows] of changed) {
      rows.forEach((row, id) => lines.push(JSON.stringify([name, id, row]), "\n"));
      rows.clear();
    }
    if (lines.length === 0) return;
    const text = lines.join("");
    fs.appendFileSync(`${db.filename}-changes-${number}`, text);
    bytesOfChanges += text.length;
  };

  // Changes from here on are not in it: they go to the next file.
  const writeAll = (callback) => {
    const held = db.getCollection(HELD) ?? db.addCollection(HELD);
    held.clear();
    held.insert({ number });
    number++;
    db.collections.forEach((collection) => changed.has(collection) || watch(collection));
    changed.forEach((rows) => rows.clear());
    names = namesOf();
    const text = db.serialize();
    db.autosaveClearFlags();
    [bytesOfAll, bytesOfChanges] = [text.length, 0];
    usual.saveDatabase(db.filename, text, (failure) => {
      if (!failure) filesOf(db.filename).forEach((old) => old.number < number && fs.rmSync(old.file));
      callback(failure);
    });
  };

  db.saveDatabaseInternal = (callback) => {
    if (names !== namesOf() || bytesOfChanges > Math.max(bytesOfAll, FEWEST_BYTES)) return writeAll(callback);
    append();
    db.autosaveClearFlags();
    callback();
  };
  db.persistenceAdapter = {
    loadDatabase: (name, callback) =>
      usual.loadDatabase(name, (text) => {
        if (typeof text !== "string") return callback(text);
        const all = JSON.parse(text);
        const held = all.collections.find((collection) => collection.name === HELD)?.data[0]?.number ?? 0;
        const files = filesOf(name).filter((file) => file.number > held);
        files.forEach(({ file }) => applyTo(all, fs.readFileSync(file, "utf8")));
        number = Math.max(held, ...files.map((file) => file.number));
        callback(all);
      }),
  };
};

const init = Store.prototype.init;
Store.prototype.init = function () {
  if (this.db.persistenceMethod === "fs") keepChanges(this.db);
  return init.call(this);
};
