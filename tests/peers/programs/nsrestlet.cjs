// npm nsrestlet: finds the RESTlet host through the data centre service, then calls with all its methods.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const nsrestlet = require("nsrestlet");

const fields = JSON.parse(fs.readFileSync(`${process.env.PEER_CONNECTIONS}/tba.json`));
const account = {
  accountId: fields.account_id,
  consumerKey: fields.consumer_key,
  consumerSecret: fields.consumer_secret,
  tokenKey: fields.token_id,
  tokenSecret: fields.token_secret,
};

async function main() {
  const echo = nsrestlet.createLink(account, { script: 101, deployment: 1 });
  for (const method of ["get", "post", "put", "delete"]) {
    const said = await echo[method]({ id: "12345", record: "salesorder" });
    assert.ok(method === "delete" || JSON.stringify(said).includes("salesorder"), JSON.stringify(said));
  }
  console.log("+ found the host by datacenterurls; GET, POST, PUT, DELETE");
  const failing = nsrestlet.createLink(account, { script: 102, deployment: 1 });
  await assert.rejects(Promise.resolve(failing.post({})), (error) => JSON.stringify(error).length > 2);
  const wrong = nsrestlet.createLink({ ...account, tokenSecret: "0" }, { script: 101, deployment: 1 });
  await assert.rejects(Promise.resolve(wrong.get({})), (error) => /INVALID_LOGIN_ATTEMPT|Invalid login/i.test(String(error.message || error) + JSON.stringify(error)));
  console.log("+ a script's error and a wrong secret");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
