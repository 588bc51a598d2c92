// npm n8n-nodes-netsuite: the node's own code, run item by item as n8n runs it.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const { NetSuite } = require("n8n-nodes-netsuite/dist/nodes/NetSuite/NetSuite.node.js");

const fields = JSON.parse(fs.readFileSync(`${process.env.PEER_CONNECTIONS}/tba.json`));
const credentials = {
  hostname: "1234567-sb1.suitetalk.api.netsuite.com",
  accountId: fields.account_id,
  consumerKey: fields.consumer_key,
  consumerSecret: fields.consumer_secret,
  tokenKey: fields.token_id,
  tokenSecret: fields.token_secret,
};

// What n8n hands to a node: its parameters, its input and a few functions.
async function node(parameters, items = [{}]) {
  const all = { version: "v1", options: {}, ...parameters };
  const context = {};
  const [output] = await new NetSuite().execute.call({
    getCredentials: async () => credentials,
    getNodeParameter: (name) => all[name],
    getInputData: () => items.map((json) => ({ json })),
    getContext: () => context,
    getNode: () => ({ name: "NetSuite" }),
    continueOnFail: () => false,
    prepareOutputData: async (data) => [data],
  });
  return output.map((item) => item.json);
}

async function main() {
  const orders = await node({ operation: "listRecords", recordType: "salesOrder", returnAll: true, query: "" });
  assert.ok(orders.length > 50 && new Set(orders.map((order) => order.id)).size === orders.length);
  console.log("+ listed all sales orders, page by page");
  const made = await node({ operation: "insertRecord", recordType: "customer" }, [{ companyName: "Drange AS", subsidiary: { id: "1" } }]);
  assert.ok(made[0].success && made[0].id && made[0].operationId);
  const internalId = made[0].id;
  const changed = await node({ operation: "updateRecord", recordType: "customer", internalId }, [{ companyname: "Drange & Co", nosuch: 1 }]);
  assert.ok(changed[0].success && changed[0].propertyValidation.join().includes("nosuch"));
  const [read] = await node({ operation: "getRecord", recordType: "customer", internalId, expandSubResources: true, simpleEnumFormat: true });
  assert.strictEqual(read.companyName, "Drange & Co");
  assert.ok(Array.isArray(read.addressBook.items));
  console.log("+ inserted, updated (told of a field that does not exist) and read a customer");
  const rows = await node({ operation: "runSuiteQL", returnAll: true, query: "SELECT id, tranid FROM transaction ORDER BY id" });
  const first = await node({ operation: "runSuiteQL", returnAll: false, limit: 3, offset: 0, query: "SELECT id, tranid FROM transaction ORDER BY id" });
  assert.deepStrictEqual(first.map((row) => row.id), rows.slice(0, 3).map((row) => row.id));
  console.log("+ SuiteQL, all rows and a page");
  const path = "services/rest/system/v1/serverTime";
  await node({ operation: "rawRequest", method: "GET", requestType: "record", path, body: "" });
  await node({ operation: "removeRecord", recordType: "customer", internalId });
  await assert.rejects(node({ operation: "getRecord", recordType: "customer", internalId }), /The record instance does not exist/);
  console.log("+ raw request; removed; the refusal's own words");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
