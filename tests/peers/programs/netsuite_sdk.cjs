// npm netsuite-sdk: records, its query builder, streaming, RESTlets, and what it makes of errors.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const { NetSuiteClient, NetSuiteError, suiteql } = require("netsuite-sdk");

const fields = JSON.parse(fs.readFileSync(`${process.env.PEER_CONNECTIONS}/tba.json`));
const auth = {
  consumerKey: fields.consumer_key,
  consumerSecret: fields.consumer_secret,
  tokenKey: fields.token_id,
  tokenSecret: fields.token_secret,
  realm: fields.account_id,
};
const client = new NetSuiteClient({ auth, accountId: fields.account_id, retryDelay: 10 });

async function main() {
  const { status, headers } = await client.records.create("customer", {
    companyName: "Turton & Co",
    email: "ap@turton.example",
    subsidiary: { id: 1 },
  });
  assert.strictEqual(status, 204);
  const id = headers.location.split("/").pop();
  await client.records.update("customer", id, { email: "billing@turton.example" });
  const read = await client.records.get("customer", id, { fields: ["companyName", "email"] });
  assert.strictEqual(read.data.email, "billing@turton.example");
  assert.strictEqual(read.data.dateCreated, undefined);
  for (const phone of ["0711 100000", "0711 200000"]) {
    await client.records.replace("customer", "eid:CRM-12345", {
      companyName: "Upserted Corp",
      phone,
      subsidiary: { id: 1 },
    });
  }
  const upserted = (await client.suiteql.query("SELECT id, phone FROM customer WHERE externalid = 'CRM-12345'")).items;
  assert.deepStrictEqual(upserted.map((row) => row.phone), ["0711 200000"]);
  // It writes spaces of a filter as "+" and signs them as a plus sign, which NetSuite reads as a space.
  const filtered = await client.records.list("customer", { query: { q: 'externalId IS "CRM-12345"' } }).catch((e) => e);
  assert.strictEqual(filtered.status, 401);
  console.log("+ created, changed, read with chosen fields, upserted twice by external ID");

  const order = (await client.records.list("salesOrder", { limit: 1 })).data.items[0];
  const whole = (await client.records.get("salesOrder", order.id, { expandSubResources: true })).data;
  assert.ok(whole.item.items[0].item.id);
  assert.strictEqual(whole.item.totalResults, whole.item.items.length);
  console.log("+ read an order with its lines");

  const sql = suiteql()
    .select("c.id", "c.companyname", "COUNT(t.id) AS order_count")
    .from("customer", "c")
    .leftJoin("transaction t", "c.id = t.entity")
    .whereEquals("c.isinactive", false)
    .whereNotNull("c.companyname")
    .groupBy("c.id", "c.companyname")
    .having("COUNT(t.id) > 0")
    .orderBy("order_count", "DESC")
    .build();
  const built = await client.suiteql.query(sql);
  assert.ok(built.items.length > 1 && Number(built.items[0].order_count) >= Number(built.items[1].order_count));
  let rows = 0;
  for await (const page of client.suiteql.queryPages("SELECT id, tranid FROM transaction ORDER BY id", { pageSize: 50 })) {
    rows += page.length;
  }
  const counted = await client.suiteql.queryOne("SELECT COUNT(*) AS n FROM transaction");
  assert.strictEqual(rows, Number(counted.n));
  console.log("+ built, streamed and counted with SuiteQL");

  const echoed = await client.restlets.call({ script: "101", deploy: "1" }, { method: "POST", body: { hello: "NetSuite" } });
  assert.strictEqual(echoed.status, 200);
  console.log("+ RESTlet");

  const missing = await client.records.get("customer", 99999999).catch((error) => error);
  assert.ok(missing instanceof NetSuiteError && missing.status === 404);
  assert.match(missing.details["o:errorDetails"][0].detail, /The record instance does not exist/);
  const other = new NetSuiteClient({ auth: { ...auth, tokenSecret: "wrong" }, accountId: fields.account_id });
  const refused = await other.records.get("customer", id).catch((error) => error);
  assert.ok(refused.isAuthError && refused.details["o:errorDetails"][0]["o:errorCode"] === "INVALID_LOGIN");
  await client.records.delete("customer", id);
  console.log("+ a missing record and a wrong secret, told apart; deleted");
}

main().catch((error) => {
  console.error(error, JSON.stringify(error.details));
  process.exit(1);
});
