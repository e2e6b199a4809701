// Loaded before Azurite, which looks through all tables for the rows of one, and through all tables, containers, queues and blobs for the
// one that a request names: a fifth of its time with the thousands that a run of all tests makes. This keeps them by name. What is answered
// stays the same.
"use strict";
const azurite = require("module").createRequire(process.argv[1]);
const Loki = azurite("lokijs");
const { Collection } = Loki;

// A new list of collections comes with every database that is read from disk.
const byName = new WeakMap();
const collectionsOf = (loki) => {
  let known = byName.get(loki.collections);
  if (known === undefined || known.size !== loki.collections.length) {
    known = new Map(loki.collections.map((collection) => [collection.name, collection]));
    byName.set(loki.collections, known);
  }
  return known;
};

const { addCollection, removeCollection } = Loki.prototype;
Loki.prototype.getCollection = function (name) {
  return collectionsOf(this).get(name) ?? null;
};
Loki.prototype.addCollection = function (name, ...how) {
  const known = collectionsOf(this);
  const added = addCollection.call(this, name, ...how);
  known.set(name, added);
  return added;
};
Loki.prototype.removeCollection = function (name) {
  const known = collectionsOf(this);
  removeCollection.call(this, name);
  known.delete(name);
};

// What things of a collection are called; tables whatever the case, as Azure has it.
const asIs = (name) => name;
const NAMES = {
  $TABLES_COLLECTION$: { property: "table", folded: (name) => name.toLowerCase() },
  $CONTAINERS_COLLECTION$: { property: "name", folded: asIs },
  $BLOBS_COLLECTION$: { property: "name", folded: asIs },
  $QUEUES_COLLECTION$: { property: "name", folded: asIs },
};

const thingsOf = (collection, { property, folded }) => {
  if (collection.thingsByName === undefined) {
    const names = new Map();
    const put = (thing) => {
      const name = folded(thing[property]);
      if (!names.has(name)) names.set(name, new Map());
      names.get(name).set(thing.$loki, thing);
    };
    const drop = (thing) => {
      const name = folded(thing[property]);
      const things = names.get(name);
      if (things?.delete(thing.$loki) && things.size === 0) names.delete(name);
    };
    collection.data.forEach(put);
    collection.on(["insert", "update"], put);
    collection.on("delete", drop);
    // Not enumerable: the file that Azurite writes does not hold it.
    Object.defineProperty(collection, "thingsByName", { value: names });
  }
  return collection.thingsByName;
};

// A table is asked for with an expression that fits its whole name in any case.
const nameIn = (wanted) => (typeof wanted === "string" ? wanted : /^(?:\\b|\^)([A-Za-z0-9]+)(?:\\b|\$)$/.exec(wanted?.$regex?.[0])?.[1]);

const findOne = Collection.prototype.findOne;
Collection.prototype.findOne = function (query) {
  const named = NAMES[this.name];
  const name = named && nameIn(query?.[named.property]);
  if (name === undefined) return findOne.apply(this, arguments);
  const rest = Object.entries(query).filter(([property]) => property !== named.property);
  for (const thing of thingsOf(this, named).get(named.folded(name))?.values() ?? []) {
    // Things that went together with their container may have gone without a word.
    if (rest.every(([property, value]) => thing[property] === value) && this.get(thing.$loki) === thing) return thing;
  }
  return null;
};
