// npm netsuite-rest: every kind of request its README shows, paging, and what it makes of errors.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const NetsuiteRest = require("netsuite-rest");

const fields = JSON.parse(fs.readFileSync(`${process.env.PEER_CONNECTIONS}/tba.json`));
const api = new NetsuiteRest({
  consumer_key: fields.consumer_key,
  consumer_secret_key: fields.consumer_secret,
  token: fields.token_id,
  token_secret: fields.token_secret,
  realm: fields.account_id,
});

async function main() {
  const options = await api.request({ path: "*", method: "OPTIONS" });
  assert.strictEqual(options.statusCode, 204);
  console.log("+ OPTIONS as a test of the connection");

  const body = { companyName: "Ahmed and Sons", email: "ap@ahmed.example", subsidiary: { id: "1" } };
  await api.request({ path: "record/v1/customer/", method: "POST", body: JSON.stringify(body) });
  // The package loses the headers of replies on this Node (its issue 26), and with them the Location.
  const found = await api.request({ path: `record/v1/customer?q=${encodeURIComponent('companyName IS "Ahmed and Sons"')}` });
  assert.strictEqual(found.data.totalResults, 1);
  const path = `record/v1/customer/${found.data.items[0].id}`;
  const read = await api.request({ path });
  assert.strictEqual(read.data.companyName, "Ahmed and Sons");
  await api.request({ path, method: "PATCH", body: JSON.stringify({ companyName: "Ahmed and Daughters" }) });
  assert.strictEqual((await api.request({ path })).data.companyName, "Ahmed and Daughters");
  await api.request({ path, method: "DELETE" });
  await assert.rejects(api.request({ path }), { message: "Response code 404 (Not Found)" });
  console.log("+ created, found, read, changed and deleted a customer");

  const query = JSON.stringify({ q: "SELECT id, email FROM customer ORDER BY id" });
  const seen = [];
  for (let offset = 0, more = true; more; offset += 5) {
    const page = await api.request({ path: `query/v1/suiteql?limit=5&offset=${offset}`, method: "POST", body: query });
    seen.push(...page.data.items.map((row) => row.id));
    assert.strictEqual(page.data.totalResults >= seen.length, true);
    more = page.data.hasMore;
  }
  assert.strictEqual(new Set(seen).size, seen.length);
  assert.ok(seen.length > 10);
  console.log("+ SuiteQL in pages of five");

  for (const [body, complaint] of [
    ["SELECT nothing FROM customer", /Unknown identifier 'nothing'/],
    ["SELECT id FROM nowhere", /Invalid search type: nowhere/],
  ]) {
    await assert.rejects(
      api.request({ path: "query/v1/suiteql?limit=5", method: "POST", body: JSON.stringify({ q: body }) }),
      (error) => error.response.statusCode === 400 && complaint.test(error.response.body)
    );
  }
  await assert.rejects(
    api.request({ path: "query/v1/suiteql?limit=5&offset=3", method: "POST", body: query }),
    (error) => error.response.statusCode === 400
  );
  console.log("+ SuiteQL's refusals");
}

main().catch((error) => {
  console.error(error, error.response && error.response.body);
  process.exit(1);
});
