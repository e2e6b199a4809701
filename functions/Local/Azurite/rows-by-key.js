// Loaded before Azurite, which keeps the rows of a table in sorted arrays: inserting moves half of the array, so a row costs more the
// more there are, and every query but a point read looks at every row of the table. This keeps the rows by partition and row key
// instead. What is answered stays the same; a query that does not fix its partition, and all of blobs and queues, is left as it is.
"use strict";
const azurite = require("module").createRequire(process.argv[1]);
const { Collection } = azurite("lokijs");
const Store = azurite("./table/persistence/LokiTableMetadataStore").default;

// The collections of rows are named account$table; everything else that Azurite keeps begins with the sign.
const isTable = (collection) => /^[^$]+\$[^$]+$/.test(collection.name);

const rowsOf = (collection) => {
  if (collection.rowsByKey === undefined) {
    const partitions = new Map();
    const put = (row) => {
      const rows = partitions.get(row.PartitionKey);
      if (rows === undefined) partitions.set(row.PartitionKey, new Map([[row.RowKey, row]]));
      else rows.set(row.RowKey, row);
    };
    const drop = (row) => {
      const rows = partitions.get(row.PartitionKey);
      if (rows === undefined || rows.get(row.RowKey) !== row) return;
      rows.delete(row.RowKey);
      if (rows.size === 0) partitions.delete(row.PartitionKey);
    };
    collection.data.forEach(put);
    collection.on(["insert", "update"], put);
    collection.on("delete", drop);
    collection.binaryIndices = {};
    // Not enumerable: the file that Azurite writes does not hold it.
    Object.defineProperty(collection, "rowsByKey", { value: partitions });
  }
  return collection.rowsByKey;
};

const findOne = Collection.prototype.findOne;
Collection.prototype.findOne = function (query) {
  const names = query === null || typeof query !== "object" ? [] : Object.keys(query);
  const isPoint = names.length === 2 && typeof query.PartitionKey === "string" && typeof query.RowKey === "string";
  if (!isPoint || !isTable(this)) return findOne.apply(this, arguments);
  return rowsOf(this).get(query.PartitionKey)?.get(query.RowKey) ?? null;
};

// The partition that a filter fixes: its first condition, joined to the rest by nothing but "and".
const partitionOf = (filter) => {
  const first = /^PartitionKey eq '((?:[^']|'')*)'(?: and |$)/.exec(filter ?? "");
  if (first === null) return undefined;
  let outside = filter.replace(/'(?:[^']|'')*'/g, "''");
  for (let before = ""; before !== outside; ) [before, outside] = [outside, outside.replace(/\([^()]*\)/g, "")];
  return /\bor\b/.test(outside) ? undefined : first[1].replaceAll("''", "'");
};

const chain = (rows) => ({
  where: (holds) => chain(rows.filter(holds)),
  sort: (order) => chain([...rows].sort(order)),
  limit: (most) => chain(rows.slice(0, most)),
  data: () => rows,
});

const queryTableEntities = Store.prototype.queryTableEntities;
Store.prototype.queryTableEntities = function (context, account, table, options, ...next) {
  const partition = partitionOf(options.filter);
  if (partition === undefined) return queryTableEntities.call(this, context, account, table, options, ...next);
  const rows = (...names) => [...(rowsOf(this.getEntityCollection(...names)).get(partition)?.values() ?? [])];
  const one = Object.create(this, { getEntityCollection: { value: (...names) => ({ chain: () => chain(rows(...names)) }) } });
  return queryTableEntities.call(one, context, account, table, options, ...next);
};
