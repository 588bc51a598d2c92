// npm netsuite-oauth: signs once per object and calls whatever URL it is given.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const NetSuiteOauth = require("netsuite-oauth");

const HOST = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest";
const fields = JSON.parse(fs.readFileSync(`${process.env.PEER_CONNECTIONS}/tba.json`));
const keys = [fields.consumer_key, fields.consumer_secret, fields.token_id, fields.token_secret, fields.account_id];

async function main() {
  const query = new NetSuiteOauth(`${HOST}/query/v1/suiteql`, "POST", ...keys);
  const rows = await query.post({ q: "SELECT id, itemid FROM item ORDER BY itemid" });
  assert.ok(rows.items.length > 10 && rows.items[0].itemid <= rows.items[1].itemid);
  console.log("+ SuiteQL with limit and offset signed");
  const list = await new NetSuiteOauth(`${HOST}/record/v1/salesorder`, "GET", ...keys).get();
  assert.strictEqual(list.count, list.items.length);
  console.log("+ listed sales orders");
  await assert.rejects(query.post({ q: "SELECT 1 FROM item" }), (body) => JSON.stringify(body).includes("INVALID_LOGIN"));
  console.log("+ a signature used twice is refused");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
