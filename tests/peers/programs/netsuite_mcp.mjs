// npm netsuite-mcp: started as its users start it, spoken to over standard input and output by the official MCP client.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const fields = JSON.parse(readFileSync(`${process.env.PEER_CONNECTIONS}/tba.json`));
const env = { ...process.env, NETSUITE_ACCOUNT_ID: fields.account_id };
env.NETSUITE_CONSUMER_KEY = fields.consumer_key;
env.NETSUITE_CONSUMER_SECRET = fields.consumer_secret;
for (const role of ["READ", "WRITE"]) {
  env[`NETSUITE_TBA_TOKEN_ID_${role}`] = fields.token_id;
  env[`NETSUITE_TBA_TOKEN_SECRET_${role}`] = fields.token_secret;
}
const server = new URL("./node_modules/netsuite-mcp/src/index.js", import.meta.url).pathname;
const client = new Client({ name: "somebody", version: "1.0.0" });
await client.connect(new StdioClientTransport({ command: process.execPath, args: [server], env }));

async function call(name, args) {
  const result = JSON.parse((await client.callTool({ name, arguments: args })).content[0].text);
  assert.ok(result.ok, `${name}: ${JSON.stringify(result)}`);
  return result;
}

await call("netsuite_probe", {});
console.log("+ probed the metadata catalogue");
const { body } = await call("netsuite_suiteql", {
  query: "SELECT i.id, i.itemid, b.location, b.quantityonhand FROM item i JOIN inventoryitemlocations b ON b.item = i.id WHERE b.quantityonhand > 0 ORDER BY i.id, b.location",
  limit: 5,
});
const stock = body.items[0];
console.log("+ asked for stock with SuiteQL");
const item = (await call("netsuite_get_record", { recordType: "inventoryItem", id: stock.id, expandSubResources: true })).body;
assert.strictEqual(item.itemId, stock.itemid);
await call("netsuite_get_record", { recordType: "inventoryItem", id: stock.id, subPath: "/price" });
console.log("+ read an item and its prices");
const asset = (await call("netsuite_suiteql", { query: "SELECT id FROM account WHERE accttype = 'Expense' ORDER BY id" })).body.items[0];
const adjustment = {
  subsidiaryId: "1",
  accountId: asset.id,
  memo: "counted",
  lines: [{ itemId: stock.id, locationId: stock.location, adjustQtyBy: 3, unitCost: 2.5 }],
};
assert.ok((await call("netsuite_create_inventory_adjustment", adjustment)).dryRun);
const { newId } = await call("netsuite_create_inventory_adjustment", { ...adjustment, dryRun: false });
assert.match(newId, /^\d+$/);
const after = await call("netsuite_suiteql", {
  query: `SELECT quantityonhand FROM inventoryitemlocations WHERE item = ${stock.id} AND location = ${stock.location}`,
});
assert.strictEqual(Number(after.body.items[0].quantityonhand), Number(stock.quantityonhand) + 3);
console.log("+ adjusted the stock and saw it with SuiteQL");
const created = await call("netsuite_create_record", {
  recordType: "customer",
  body: { companyName: "Samson Trading", subsidiary: { id: "1" } },
  dryRun: false,
});
await call("netsuite_update_record", { recordType: "customer", id: created.newId, body: { phone: "0711 123456" }, dryRun: false });
assert.strictEqual((await call("netsuite_get_record", { recordType: "customer", id: created.newId })).body.phone, "0711 123456");
console.log("+ created and changed a customer");
await client.close();
