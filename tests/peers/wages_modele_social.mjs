// Evaluate rules of the npm package modele-social: node wages_modele_social.mjs FOLDER < REQUEST > ANSWER
// FOLDER holds node_modules; the request is {"rules": [...], "situations": [{...}]}, the answer one list of euros a month
// by situation (0 where the rule does not apply).

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const load = (path) => import(pathToFileURL(resolve(process.argv[2], "node_modules", path)).href);
const { default: Engine } = await load("publicodes/dist/index.js");
const { default: rules } = await load("modele-social/dist/index.js");
const silent = { log() {}, warn() {}, error() {} };
const engine = new Engine(rules, { logger: silent });
const request = JSON.parse(readFileSync(0, "utf8"));
// a rule by name is evaluated once a situation, an expression over and over
const monthly = (rule) => {
  const { nodeValue, unit } = engine.evaluate(rule);
  return unit?.denominators.includes("an") ? nodeValue / 12 : nodeValue;
};
const answer = request.situations.map((situation) => {
  engine.setSituation(situation);
  return request.rules.map((rule) => monthly(rule) || 0);
});
process.stdout.write(JSON.stringify(answer));
